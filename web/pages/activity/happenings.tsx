import { createMemo, For, Show } from "solid-js";
import type { Happening } from "../../outputs.ts";
import { now } from "../../ui/clock.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { byDay } from "./by-day.ts";
import { Sentence } from "./sentence.tsx";

interface HappeningsProps {
  items: Happening[];
  loaded: boolean;
  onPerson: (userId: string) => void;
}

/** What happened, newest first, a day under a heading of its own. */
export function Happenings(props: HappeningsProps) {
  const days = createMemo(() => byDay(props.items, now()));
  return (
    <Show when={props.loaded} fallback={<Skeleton />}>
      <For each={days()}>
        {(day) => (
          <section class="day" aria-label={day.label}>
            <h2>{day.label}</h2>
            <ul>
              <For each={day.items}>
                {(happening) => (
                  <li class="happening">
                    <p>
                      <Sentence happening={happening} onPerson={props.onPerson} />
                      <Show when={happening.token?.prefix}>
                        {(prefix) => <code class="happening-token"> {prefix()}</code>}
                      </Show>
                    </p>
                    <RelativeTime at={happening.at} />
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </Show>
  );
}

function Skeleton() {
  return (
    <ul inert>
      <For each={Array.from({ length: 8 })}>
        {() => (
          <li class="happening">
            <span class="bone" />
          </li>
        )}
      </For>
    </ul>
  );
}
