import { For, Show } from "solid-js";
import type { Happening } from "../../outputs.ts";
import { StillTried } from "../../tokens/still-tried.tsx";
import { ExactTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";

interface HistoryProps {
  items: readonly Happening[];
  /** The link to the rest, if there is more and the reader may see it. */
  rest?: string;
}

/** The activity of the token, newest first. */
export function History(props: HistoryProps) {
  return (
    <Section title="History">
      <ul class="history">
        <For each={props.items}>
          {(happening) => (
            <li class="happening">
              <p>
                {happening.sentence}
                <StillTried happening={happening} />
              </p>
              <ExactTime at={happening.at} />
            </li>
          )}
        </For>
      </ul>
      <Show when={props.rest}>
        {(rest) => (
          <p>
            <a href={rest()}>All activity</a>
          </p>
        )}
      </Show>
    </Section>
  );
}
