import { For, Show } from "solid-js";
import type { Usage } from "../outputs.ts";
import { grouped } from "../ui/numbers.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Request } from "./request.tsx";

/** "Used 312 times in the last 24 hours, last 2 minutes ago by GET /reports." */
export function LastDay(props: { usage: Pick<Usage, "lastDay"> }) {
  const day = () => props.usage.lastDay;
  return (
    <>
      {day().accepted === 0
        ? "Not used in the last 24 hours"
        : `Used ${times(day().accepted)} in the last 24 hours`}
      <Show when={day().last}>
        {(last) => (
          <>
            {day().accepted === 0 ? "; last " : ", last "}
            <RelativeTime at={last().at} /> by <Request {...last()} />
          </>
        )}
      </Show>
      .
    </>
  );
}

/** What would stop working: the requests of the last 24 hours, most frequent first. */
export function LastDayRequests(props: { usage: Pick<Usage, "lastDay"> }) {
  return (
    <Show when={props.usage.lastDay.routes.length > 0}>
      <ul class="last-day">
        <For each={props.usage.lastDay.routes}>
          {(route) => (
            <li>
              <Request {...route} /> <span class="hint">{times(route.count)}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

export function times(count: number): string {
  return count === 1 ? "once" : `${grouped(count)} times`;
}
