import { useNavigate } from "@solidjs/router";
import { createEffect, Show } from "solid-js";
import type { TeamMember } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { FieldError } from "../../ui/field.tsx";
import { onDemand } from "../../ui/on-demand.tsx";
import { Section } from "../../ui/section.tsx";
import { say } from "../../ui/toasts.tsx";
import type { MemberTokensPage } from "./member-tokens.ts";

const EndingDialogs = onDemand(
  async () => (await import("./ending-dialogs.tsx")).EndingDialogs,
  ({ open }) => open !== undefined,
);

interface EndingsProps {
  member: TeamMember;
  onChanged: (member: TeamMember) => void;
  tokens: MemberTokensPage;
  dialog: ReturnType<typeof createAddressDialog>;
}

/** Deactivating, which can be undone, and removing, which cannot. Nobody does either to themself. */
export function Endings(props: EndingsProps) {
  const session = useSession();
  const navigate = useNavigate();
  const acting = createAct();
  const isOneself = () => props.member.id === session().user.id;
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
      <EndingDialogs
        open={isOneself() ? undefined : props.dialog.name()}
        member={props.member}
        tokens={props.tokens}
        acting={acting}
        onDeactivate={() => setDeactivated(true)}
        onRemove={remove}
        onClose={props.dialog.close}
      />
    </Section>
  );
}
