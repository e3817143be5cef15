import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { type Refusal, refusalOf } from "./refusal.ts";

/**
 * The server's answer to a question, asked again whenever the question changes; undefined is no question. The page
 * appears at once and fills in: nothing waits for the answer.
 */
export function createAnswer<Question, Answer>(
  question: Accessor<Question | undefined>,
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
) {
  const [answer, setAnswer] = createSignal<Answer>();
  const [refusal, setRefusal] = createSignal<Refusal>();
  let running: AbortController | undefined;

  const run = async () => {
    running?.abort();
    const asked = question();
    if (asked === undefined) return;
    const current = new AbortController();
    running = current;
    setRefusal(undefined);
    try {
      const answer = await ask(asked, current.signal);
      if (!current.signal.aborted) setAnswer(() => answer);
    } catch (error) {
      if (!current.signal.aborted) setRefusal(refusalOf(error));
    }
  };

  createEffect(on(question, () => void run()));
  onCleanup(() => running?.abort());
  return { answer, refusal, retry: run };
}
