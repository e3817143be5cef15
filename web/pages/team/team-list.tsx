import { Settings } from "lucide";
import { Match, Show, Switch } from "solid-js";
import { TokenTable } from "../../tokens/token-table.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
import { teamColumns } from "./columns.tsx";
import type { Team } from "./team.ts";

interface TeamListProps {
  team: Team;
  mayOpen: boolean;
  search: string | undefined;
  onClearSearch: () => void;
}

export function TeamList(props: TeamListProps) {
  const isEmpty = () => props.team.loaded() && props.team.items().length === 0;
  return (
    <section class="list team" aria-label="Team" aria-busy={props.team.busy()}>
      <ProgressLine active={props.team.busy()} label="Loading the team" />
      <Switch
        fallback={
          <TokenTable
            caption="Members and service users, by name"
            columns={teamColumns(props.mayOpen)}
            items={props.team.items()}
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
        }
      >
        <Match when={props.team.refusal()}>
          {(refusal) => <Problem refusal={refusal()} onRetry={props.team.retry} />}
        </Match>
        <Match when={isEmpty()}>
          <EmptyState
            title="No match"
            step={<Button onClick={() => props.onClearSearch()}>Clear the filter</Button>}
          >
            Nobody whom you may see has “{props.search}” in their name or e-mail.
          </EmptyState>
        </Match>
      </Switch>
      <p class="for-screen-readers" role="status">
        <Show when={props.team.loaded() && !props.team.busy()}>{shown(props.team.items().length)}</Show>
      </p>
    </section>
  );
}

function shown(count: number): string {
  return count === 1 ? "1 member shown" : `${count} members shown`;
}
