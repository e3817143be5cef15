import { Bot } from "lucide";
import { For, Show } from "solid-js";
import { ROLE_NAMES } from "../../../worker/domain/organizations/roles.ts";
import type { TeamMember } from "../../outputs.ts";
import type { Column } from "../../tokens/token-table.tsx";
import { Icon } from "../../ui/icon.tsx";

/** So many are written out; the rest is counted. */
const WRITTEN_OUT = 3;

/** The columns of the team; whoever may open members gets links to them. */
export function teamColumns(mayOpen: boolean): Column<TeamMember>[] {
  return [
    { head: "Name", kind: "name", cell: (member) => <Name member={member} mayOpen={mayOpen} /> },
    { head: "Role", kind: "role", cell: (member) => ROLE_NAMES[member.role] },
    { head: "Permissions", kind: "permissions", cell: (member) => <Permissions member={member} /> },
    { head: "Visibility groups", kind: "groups", cell: (member) => <Some of={member.visibilityGroups} /> },
  ];
}

function Name(props: { member: TeamMember; mayOpen: boolean }) {
  return (
    <>
      <Show when={props.mayOpen} fallback={<span class="token-name">{props.member.name}</span>}>
        <a class="owner" href={`/account/users/${props.member.id}`}>
          {props.member.name}
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
          {props.member.email}
        </Show>
      </span>
    </>
  );
}

function Permissions(props: { member: TeamMember }) {
  return (
    <Show when={props.member.role !== "master_admin"} fallback="All">
      <Some of={props.member.permissions} code />
    </Show>
  );
}

function Some(props: { of: readonly string[]; code?: boolean }) {
  const rest = () => props.of.length - WRITTEN_OUT;
  return (
    <Show when={props.of.length > 0} fallback={<span class="never">None</span>}>
      <ul class="some">
        <For each={props.of.slice(0, WRITTEN_OUT)}>
          {(word) => <li>{props.code ? <code>{word}</code> : word}</li>}
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
