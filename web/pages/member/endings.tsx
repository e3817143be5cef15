import { useNavigate } from "@solidjs/router";
import { createEffect, Show } from "solid-js";
import type { TeamMember } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { FieldError } from "../../ui/field.tsx";
import { Section } from "../../ui/section.tsx";
import { say } from "../../ui/toasts.tsx";
import type { MemberTokensPage } from "./member-tokens.ts";
import { WhatEnds } from "./what-ends.tsx";

interface EndingsProps {
  member: TeamMember;
  onChanged: (member: TeamMember) => void;
  tokens: MemberTokensPage;
  dialog: ReturnType<typeof createAddressDialog>;
}

/** Deactivating, which can be taken back, and removing, which cannot. Nobody does either to themself. */
export function Endings(props: EndingsProps) {
  const session = useSession();
  const navigate = useNavigate();
  const acting = createAct();
  const isOneself = () => props.member.id === session().user.id;
  const isOpen = (name: string) => props.dialog.name() === name && !isOneself();
  createEffect(() => {
    props.dialog.name();
    acting.forget();
  });

  const setDeactivated = (deactivated: boolean) =>
    acting.run(async () => {
      const { id, name } = props.member;
      props.onChanged(await rpc.team.setDeactivated.mutate({ userId: id, deactivated }));
      props.tokens.refresh();
      if (deactivated) props.dialog.close();
      say(deactivated ? `${name} is deactivated.` : `${name} is active again.`);
    });

  const remove = () =>
    acting.run(async () => {
      const { id, name } = props.member;
      await rpc.team.removeMember.mutate({ userId: id });
      navigate("/account/users", { replace: true });
      say(`${name} is removed.`);
    });

  return (
    <Section
      title="Leaving"
      lead={
        isOneself()
          ? "Only another administrator can deactivate or remove you."
          : "Deactivating and removing end all sessions and API tokens at once."
      }
    >
      <Show when={!isOneself()}>
        <div class="endings">
          <Show
            when={props.member.deactivatedAt}
            fallback={<Button onClick={() => props.dialog.show("deactivate")}>Deactivate</Button>}
          >
            <Button busy={acting.busy()} onClick={() => setDeactivated(false)}>
              Activate again
            </Button>
          </Show>
          <Button class="danger-text" onClick={() => props.dialog.show("remove")}>
            Remove from the organization
          </Button>
        </div>
        <FieldError message={props.dialog.name() ? undefined : acting.refusal()?.message} />
      </Show>
      <Show when={isOpen("deactivate")}>
        <ConfirmDialog
          title={`Deactivate ${props.member.name}?`}
          action="Deactivate"
          busy={acting.busy()}
          refusal={acting.refusal()}
          onConfirm={() => setDeactivated(true)}
          onClose={props.dialog.close}
        >
          <WhatEnds member={props.member} tokens={props.tokens} />
          <p>
            {props.member.name} stays in the team and can be activated again. The tokens do not come back.
          </p>
        </ConfirmDialog>
      </Show>
      <Show when={isOpen("remove")}>
        <ConfirmDialog
          title={`Remove ${props.member.name}?`}
          action="Remove"
          busy={acting.busy()}
          refusal={acting.refusal()}
          onConfirm={remove}
          onClose={props.dialog.close}
        >
          <WhatEnds member={props.member} tokens={props.tokens} />
          <p>This cannot be undone. The activity keeps what {props.member.name} did.</p>
        </ConfirmDialog>
      </Show>
    </Section>
  );
}
