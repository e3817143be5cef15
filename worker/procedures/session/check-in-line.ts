import { Refusal } from "../../domain/errors.ts";
import type { PlaceInLine } from "../../verification/password-line.ts";
import type { Context } from "../context.ts";

/** About as long as the whole line takes. */
const LINE_RETRY_AFTER_S = 5;
const NEXT_REQUEST_RETRY_AFTER_S = 1;

/**
 * Runs what hashes a password, which awaits its turn before it does. Of one batch of calls only the first; of all
 * requests of an isolate a few at once, so that those that hash nothing are not kept waiting.
 * @throws Refusal `one-password-a-batch`, `passwords-busy`
 */
export async function checkInLine<Result>(
  { runtime, firstPassword }: Pick<Context, "runtime" | "firstPassword">,
  work: (turn: PlaceInLine["turn"]) => Promise<Result>,
): Promise<Result> {
  if (!firstPassword()) {
    throw new Refusal("one-password-a-batch", { retryAfterS: NEXT_REQUEST_RETRY_AFTER_S });
  }
  const place = runtime.passwordLine.join(runtime.now);
  if (!place) throw new Refusal("passwords-busy", { retryAfterS: LINE_RETRY_AFTER_S });
  try {
    return await work(place.turn);
  } finally {
    place.leave();
  }
}
