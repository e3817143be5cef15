import { Bot } from "lucide";
import { For, Show } from "solid-js";
import { ROLE_NAMES } from "../../../worker/domain/organizations/roles.ts";
import { type OrderInWords, ordersByWords } from "../../lists/order.ts";
import type { TeamMember } from "../../outputs.ts";
import { PERSONAL_TOKENS } from "../../team/catalogue.ts";
import { InvitationMoves, InvitedWhen } from "../../team/invitation.tsx";
import type { Column } from "../../tokens/token-table.tsx";
import { EmailAddress } from "../../ui/email-address.tsx";
import { Icon } from "../../ui/icon.tsx";
import { PersonalTokens } from "./personal-tokens.tsx";

export const ORDERS: readonly OrderInWords[] = [
  ...ordersByWords("Name"),
  ...ordersByWords("E-mail", "email"),
  { by: "role", descending: false, label: "Role, Master Admins first" },
  { by: "role", descending: true, label: "Role, members first" },
  { by: "created", descending: true, label: "Newest first" },
  { by: "created", descending: false, label: "Oldest first" },
];

/** How many are written out; the rest is counted. */
const WRITTEN_OUT = 3;

interface TeamColumns {
  /** Whether members are opened and changed here. */
  mayChange: boolean;
  mayTouch: (member: TeamMember) => boolean;
  onChanged: (member: TeamMember) => void;
  onWithdraw: (member: TeamMember) => void;
}

/** The columns of the team; readers who may open members get links and switches. */
export function teamColumns(team: TeamColumns): Column<TeamMember>[] {
  return [
    { head: "Name", kind: "name", sort: "name", cell: (member) => <Name member={member} team={team} /> },
    { head: "Role", kind: "role", sort: "role", cell: (member) => ROLE_NAMES[member.role] },
    {
      head: "API tokens",
      kind: "personal",
      cell: (member) => (
        <PersonalTokens
          member={member}
          may={team.mayChange && team.mayTouch(member)}
          onChanged={team.onChanged}
        />
      ),
    },
    { head: "Permissions", kind: "permissions", cell: (member) => <Permissions member={member} /> },
    { head: "Visibility groups", kind: "groups", cell: (member) => <Some of={member.visibilityGroups} /> },
  ];
}

function Name(props: { member: TeamMember; team: TeamColumns }) {
  return (
    <>
      <Show when={props.team.mayChange} fallback={<bdi class="token-name">{props.member.name}</bdi>}>
        <a class="owner" href={`/account/users/${props.member.id}`}>
          <bdi>{props.member.name}</bdi>
        </a>
      </Show>
      <span class="token-limits">
        <Show when={props.member.deactivatedAt}>
          <span class="mark">Deactivated</span>{" "}
        </Show>
        <Show
          when={props.member.email}
          fallback={
            <span class="service">
              <Icon of={Bot} size={14} /> Service user
            </span>
          }
        >
          {(email) => <EmailAddress of={email()} />}
        </Show>
      </span>
      <Show when={props.team.mayChange && props.member.invitation}>
        {(invitation) => (
          <>
            <span class="token-limits">
              <InvitedWhen invitation={invitation()} />
            </span>
            <InvitationMoves
              member={props.member}
              may={props.team.mayTouch(props.member)}
              onSent={props.team.onChanged}
              onWithdraw={() => props.team.onWithdraw(props.member)}
            />
          </>
        )}
      </Show>
    </>
  );
}

function Permissions(props: { member: TeamMember }) {
  return (
    <Show when={props.member.role !== "master_admin"} fallback="All">
      <Some of={props.member.permissions.filter((key) => key !== PERSONAL_TOKENS)} code />
    </Show>
  );
}

function Some(props: { of: readonly string[]; code?: boolean }) {
  const rest = () => props.of.length - WRITTEN_OUT;
  return (
    <Show when={props.of.length > 0} fallback={<span class="never">None</span>}>
      <ul class="some">
        <For each={props.of.slice(0, WRITTEN_OUT)}>
          {(word) => <li>{props.code ? <code>{word}</code> : <bdi>{word}</bdi>}</li>}
        </For>
        <Show when={rest() > 0}>
          <li class="never" title={props.of.slice(WRITTEN_OUT).join(", ")}>
            and {rest()} more
          </li>
        </Show>
      </ul>
    </Show>
  );
}
