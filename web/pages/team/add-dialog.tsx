import { Show } from "solid-js";
import type { Role } from "../../../worker/domain/organizations/roles.ts";
import { createDraft } from "../../draft.ts";
import type { TeamMember } from "../../outputs.ts";
import { blameOn, blameOnNone } from "../../refusal.ts";
import { useSession } from "../../signed-in.tsx";
import { type Catalogue, PERSONAL_TOKENS } from "../../team/catalogue.ts";
import { type Grants, GrantsFields } from "../../team/grants-fields.tsx";
import { RoleField } from "../../team/role-field.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface Wanted extends Grants {
  email: string;
  name: string;
  role: Role;
}

interface AddDialogProps {
  title: string;
  action: string;
  description?: string;
  /** Somebody with an e-mail address and a role. */
  isPerson?: boolean;
  catalogue: Catalogue;
  add: (wanted: Wanted) => Promise<TeamMember>;
  onAdded: (member: TeamMember) => void;
  onClose: () => void;
}

const BESIDE_A_FIELD = ["email", "name", "role", "permissions", "visibilityGroups"];

/** Adds a person or a service user to the team. */
export function AddDialog(props: AddDialogProps) {
  const session = useSession();
  const adding = createAct();
  const draft = createDraft<Wanted>(props.isPerson ? "invite" : "service-user", {
    email: "",
    name: "",
    role: "member",
    permissions: [PERSONAL_TOKENS],
    visibilityGroups: [],
  });
  const wanted = draft.values;
  let first: HTMLInputElement | undefined;

  const add = () =>
    adding.run(async () => {
      const member = await props.add({ ...wanted });
      draft.forget();
      props.onAdded(member);
    });

  return (
    <Dialog
      title={props.title}
      description={props.description}
      busy={adding.busy()}
      onClose={draft.closing(props.onClose)}
      question={draft.question()}
      initialFocus={() => first}
    >
      <Form refusal={adding.refusal()} onSubmit={add} onInput={adding.forget}>
        <Show when={props.isPerson}>
          <TextField
            ref={(input) => (first = input)}
            label="E-mail"
            name="email"
            type="email"
            value={wanted.email}
            onInput={(email) => draft.set({ email })}
            error={blameOn("email", adding.refusal())}
          />
        </Show>
        <TextField
          ref={(input) => (first ??= input)}
          label="Name"
          name="name"
          hint={props.isPerson ? undefined : "What it is, such as “Nightly build”."}
          value={wanted.name}
          onInput={(name) => draft.set({ name })}
          error={blameOn("name", adding.refusal())}
        />
        <Show when={props.isPerson && session().role === "master_admin"}>
          <RoleField
            mayChange
            role={wanted.role}
            onChange={(role) => draft.set({ role })}
            error={blameOn("role", adding.refusal())}
          />
        </Show>
        <Show when={props.catalogue.refusal()}>
          {(refusal) => <Problem refusal={refusal()} onRetry={props.catalogue.retry} />}
        </Show>
        <GrantsFields
          grants={wanted}
          onChange={draft.set}
          catalogue={props.catalogue}
          holdsAll={wanted.role === "master_admin"}
          refusal={adding.refusal()}
        />
        <DialogFoot error={blameOnNone(BESIDE_A_FIELD, adding.refusal())}>
          <CancelButton />
          <Button look="primary" type="submit" busy={adding.busy()}>
            {props.action}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
