import type { Accessor } from "solid-js";
import type { Counted } from "../../worker/domain/counted.ts";
import { createAnswer } from "../answer.ts";

/**
 * How many rows a list has on all its pages, asked beside the first of them and whenever it is narrowed otherwise.
 * `narrowedTo` keeps its value while it says the same.
 */
export function createTotal<Narrowed>(
  narrowedTo: Accessor<Narrowed>,
  isLoaded: Accessor<boolean>,
  ask: (narrowed: Narrowed, signal: AbortSignal) => Promise<Counted>,
) {
  const counted = createAnswer(
    () => (isLoaded() ? { of: narrowedTo() } : undefined),
    async ({ of }, signal) => ({ of, total: await ask(of, signal) }),
  );
  return {
    /** Undefined until it is known, and after a failure. */
    now: () => {
      const answer = counted.answer();
      return answer && answer.of === narrowedTo() ? answer.total : undefined;
    },
    retry: counted.retry,
  };
}
