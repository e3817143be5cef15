import { For, Show } from "solid-js";
import type { Happening } from "../../outputs.ts";
import { namesIn } from "./names-in.ts";

interface SentenceProps {
  happening: Happening;
  onPerson: (userId: string) => void;
}

/** The server's sentence, with its names as links. */
export function Sentence(props: SentenceProps) {
  return (
    <For each={namesIn(props.happening)}>
      {(part) => (
        <Show when={part.userId} fallback={part.text}>
          {(userId) => (
            <button
              type="button"
              class="person"
              title={`Only ${part.text}`}
              onClick={() => props.onPerson(userId())}
            >
              <bdi>{part.text}</bdi>
            </button>
          )}
        </Show>
      )}
    </For>
  );
}
