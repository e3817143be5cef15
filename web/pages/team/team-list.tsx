import { Settings } from "lucide";
import type { AddressOrder } from "../../lists/address-order.ts";
import { List } from "../../lists/list.tsx";
import type { TeamMember } from "../../outputs.ts";
import { type Column, TokenTable } from "../../tokens/token-table.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { Team } from "./team.ts";

interface TeamListProps {
  team: Team;
  order: AddressOrder;
  columns: Column<TeamMember>[];
  mayOpen: boolean;
  search: string | undefined;
  onClearSearch: () => void;
}

export function TeamList(props: TeamListProps) {
  return (
    <List
      class="team"
      label="Team"
      page={props.team}
      one="member"
      several="members"
      empty={
        <EmptyState
          title="No match"
          step={<Button onClick={() => props.onClearSearch()}>Clear the filter</Button>}
        >
          Nobody whom you may see has “{props.search}” in their name or e-mail.
        </EmptyState>
      }
    >
      <TokenTable
        caption="Members and service users"
        columns={props.columns}
        items={props.team.items()}
        order={props.order.now()}
        onSort={props.order.press}
        skeletonRows={props.team.loaded() ? 0 : 6}
        isFaded={(member) => member.deactivatedAt !== null}
        actions={
          props.mayOpen
            ? (member) => (
                <a
                  class="icon-button"
                  href={`/account/users/${member.id}`}
                  aria-label={`Edit ${member.name}`}
                  title="Edit"
                >
                  <Icon of={Settings} size={16} />
                </a>
              )
            : undefined
        }
      />
    </List>
  );
}
