import { Show } from "solid-js";
import { createStore } from "solid-js/store";
import type { Role } from "../../../worker/domain/organizations/roles.ts";
import type { TeamMember } from "../../outputs.ts";
import { blameOn } from "../../refusal.ts";
import { useSession } from "../../signed-in.tsx";
import { type Catalogue, PERSONAL_TOKENS } from "../../team/catalogue.ts";
import { type Grants, GrantsFields } from "../../team/grants-fields.tsx";
import { RoleField } from "../../team/role-field.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
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

/** Somebody, or something, new in the team. */
export function AddDialog(props: AddDialogProps) {
  const session = useSession();
  const adding = createAct();
  const [wanted, setWanted] = createStore<Wanted>({
    email: "",
    name: "",
    role: "member",
    permissions: [PERSONAL_TOKENS],
    visibilityGroups: [],
  });
  let first: HTMLInputElement | undefined;
  let nameInput: HTMLInputElement | undefined;

  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    await adding.run(async () => props.onAdded(await props.add({ ...wanted })));
    const field = adding.refusal()?.field;
    if (field === "email") first?.focus();
    if (field === "name") nameInput?.focus();
  };
  const general = () => {
    const refusal = adding.refusal();
    return refusal && !BESIDE_A_FIELD.includes(refusal.field ?? "") ? refusal.message : undefined;
  };

  return (
    <Dialog
      title={props.title}
      description={props.description}
      busy={adding.busy()}
      onClose={props.onClose}
      initialFocus={() => first}
    >
      <form onSubmit={add} onInput={adding.forget} noValidate>
        <Show when={props.isPerson}>
          <TextField
            ref={(input) => (first = input)}
            label="E-mail"
            name="email"
            type="email"
            value={wanted.email}
            onInput={(email) => setWanted({ email })}
            error={blameOn("email", adding.refusal())}
          />
        </Show>
        <TextField
          ref={(input) => {
            nameInput = input;
            first ??= input;
          }}
          label="Name"
          name="name"
          hint={props.isPerson ? undefined : "What it is, such as “Nightly build”."}
          value={wanted.name}
          onInput={(name) => setWanted({ name })}
          error={blameOn("name", adding.refusal())}
        />
        <Show when={props.isPerson && session().role === "master_admin"}>
          <RoleField
            mayChange
            role={wanted.role}
            onChange={(role) => setWanted({ role })}
            error={blameOn("role", adding.refusal())}
          />
        </Show>
        <Show when={props.catalogue.refusal()}>
          {(refusal) => <Problem refusal={refusal()} onRetry={props.catalogue.retry} />}
        </Show>
        <GrantsFields
          grants={wanted}
          onChange={setWanted}
          catalogue={props.catalogue}
          holdsAll={wanted.role === "master_admin"}
          refusal={adding.refusal()}
        />
        <p class="form-error" role="alert">
          {general()}
        </p>
        <footer class="dialog-foot">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit" busy={adding.busy()}>
            {props.action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
