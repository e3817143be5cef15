import { Show } from "solid-js";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import type { TeamMember } from "../../outputs.ts";
import { blameOn, blameOnNone } from "../../refusal.ts";
import { rpc } from "../../rpc.ts";
import { beginSession } from "../../session.ts";
import { useSession } from "../../signed-in.tsx";
import type { Catalogue } from "../../team/catalogue.ts";
import { GrantsFields } from "../../team/grants-fields.tsx";
import { RoleField } from "../../team/role-field.tsx";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { say } from "../../ui/toasts.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";
import { createEditing } from "./editing.ts";
import { LeaveUnsaved } from "./leave-unsaved.tsx";

interface MemberFormProps {
  member: TeamMember;
  onChanged: (member: TeamMember) => void;
  catalogue: Catalogue;
  mayTouch: boolean;
  mayChangeRole: boolean;
}

const BESIDE_A_FIELD = ["name", "role", "permissions", "visibilityGroups"];

export function MemberForm(props: MemberFormProps) {
  const session = useSession();
  const editing = createEditing(
    () => props.member,
    (member) => props.onChanged(member),
  );
  refreshOnFocus(() => void editing.catchUp().catch(() => undefined));

  const save = async () => {
    if (await editing.save()) {
      say(`${props.member.name} is saved.`);
      if (props.member.id === session().user.id) {
        const current = await rpc.session.current.query();
        if (current) beginSession(current);
      }
    }
  };

  return (
    <Form class="member-form" label="Member" refusal={editing.refusal()} onSubmit={save}>
      <TextField
        label="Name"
        name="name"
        disabled={!props.mayTouch}
        value={editing.draft.name}
        onInput={(name) => editing.change({ name })}
        error={blameOn("name", editing.refusal())}
      />
      <Show when={props.member.kind === "human"}>
        <RoleField
          role={editing.draft.role}
          mayChange={props.mayChangeRole}
          onChange={(role) => editing.change({ role })}
          error={blameOn("role", editing.refusal())}
        />
      </Show>
      <Show when={props.catalogue.refusal()}>
        {(refusal) => <Problem refusal={refusal()} onRetry={props.catalogue.retry} />}
      </Show>
      <GrantsFields
        grants={editing.draft}
        onChange={editing.change}
        catalogue={props.catalogue}
        holdsAll={editing.draft.role === "master_admin"}
        disabled={!props.mayTouch}
        existing
        refusal={editing.refusal()}
      />
      <div class="member-foot" classList={{ shown: editing.isDirty() || editing.conflict() !== undefined }}>
        <ProgressLine active={editing.busy()} label="Saving" />
        <LeaseCountdown active={editing.busy()} />
        <ConflictNotice conflict={editing.conflict()} />
        <p class="form-error" role="alert">
          {blameOnNone(BESIDE_A_FIELD, editing.refusal())}
        </p>
        <Show when={editing.isDirty()}>
          <div class="member-buttons">
            <p class="hint">Not saved yet</p>
            <Button onClick={editing.discard}>Discard</Button>
            <Button look="primary" type="submit" busy={editing.busy()}>
              {editing.conflict() ? "Save all the same" : "Save changes"}
            </Button>
          </div>
        </Show>
      </div>
      <LeaveUnsaved isDirty={editing.isDirty()} onDiscard={editing.discard} />
    </Form>
  );
}
