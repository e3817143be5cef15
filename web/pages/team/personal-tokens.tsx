import { Show } from "solid-js";
import type { TeamMember } from "../../outputs.ts";
import { refusalOf } from "../../refusal.ts";
import { rpc } from "../../rpc.ts";
import { PERSONAL_TOKENS, PERSONAL_TOKENS_WORDS } from "../../team/catalogue.ts";
import { createAct } from "../../ui/act.ts";
import { FieldError } from "../../ui/field.tsx";

interface PersonalTokensProps {
  member: TeamMember;
  /** Whether the reader may change this member. */
  may: boolean;
  onChanged: (member: TeamMember) => void;
}

/** Switches the permission that all use of tokens needs, in the list. A Master Admin always has it. */
export function PersonalTokens(props: PersonalTokensProps) {
  const switching = createAct();
  const isOn = () => props.member.permissions.includes(PERSONAL_TOKENS);
  const switchTo = (on: boolean) =>
    switching.run(async () => {
      props.onChanged(await switched(props.member, on));
    });
  return (
    <Show when={props.member.role !== "master_admin"} fallback="Always">
      <label class="switch in-row" aria-busy={switching.busy()}>
        <input
          type="checkbox"
          role="switch"
          aria-checked={isOn()}
          aria-label={`${props.member.name}: ${PERSONAL_TOKENS_WORDS}`}
          checked={isOn()}
          disabled={!props.may}
          onChange={(event) => {
            const input = event.currentTarget;
            const wanted = input.checked;
            // If it is refused, it goes back.
            void switchTo(wanted).then((done) => {
              if (!done) input.checked = !wanted;
            });
          }}
        />
        <span aria-hidden="true">{isOn() ? "On" : "Off"}</span>
      </label>
      <FieldError message={switching.refusal()?.message} />
    </Show>
  );
}

/** Changes this one permission; if somebody changed the member since, on top of that change. */
async function switched(member: TeamMember, on: boolean): Promise<TeamMember> {
  try {
    return await changed(member, on);
  } catch (error) {
    if (refusalOf(error).reason !== "member-changed") throw error;
    return changed(await rpc.team.member.query({ userId: member.id }), on);
  }
}

function changed({ id, revision, permissions }: TeamMember, on: boolean): Promise<TeamMember> {
  const others = permissions.filter((key) => key !== PERSONAL_TOKENS);
  return rpc.team.editMember.mutate({
    userId: id,
    revision,
    permissions: on ? [PERSONAL_TOKENS, ...others] : others,
  });
}
