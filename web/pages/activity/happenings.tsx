import { createMemo, For, Show, untrack } from "solid-js";
import { rowsInView } from "../../lists/rows-in-view.ts";
import type { Happening } from "../../outputs.ts";
import { organizationPage } from "../../tokens/own-page.ts";
import { StillTried } from "../../tokens/still-tried.tsx";
import { now } from "../../ui/clock.ts";
import { exactTimeOfDay, longDay } from "../../ui/dates.ts";
import { ExactTime } from "../../ui/relative-time.tsx";
import { byDay } from "./by-day.ts";
import { Sentence } from "./sentence.tsx";

const LEAST_ROW_PX = 46;

interface HappeningsProps {
  items: Happening[];
  loaded: boolean;
  onPerson: (userId: string) => void;
}

/** The activity, newest first, under a heading for each day. */
export function Happenings(props: HappeningsProps) {
  const items = rowsInView(() => props.items, LEAST_ROW_PX);
  const today = createMemo(() => longDay(now()));
  const days = createMemo(() => {
    today();
    return byDay(items(), untrack(now));
  });
  return (
    <Show when={props.loaded} fallback={<Skeleton />}>
      <For each={[...days().keys()]}>
        {(day) => (
          <section class="day" aria-label={day}>
            <h2>{day}</h2>
            <ul>
              <For each={days().get(day)}>
                {(happening) => (
                  <li class="happening">
                    <p>
                      <Sentence happening={happening} onPerson={props.onPerson} />
                      <Show when={happening.token}>
                        {(token) => (
                          <>
                            {" "}
                            <a class="happening-token" href={organizationPage(token().id)}>
                              <code>{token().prefix}</code>
                            </a>
                          </>
                        )}
                      </Show>
                      <StillTried happening={happening} />
                    </p>
                    <ExactTime at={happening.at} words={exactTimeOfDay(happening.at)} />
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
