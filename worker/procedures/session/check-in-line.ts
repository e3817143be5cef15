import { Refusal } from "../../domain/errors.ts";
import type { PlaceInLine } from "../../verification/password-line.ts";
import type { Context } from "../context.ts";

/** About how long the whole queue takes. */
const LINE_RETRY_AFTER_S = 5;
const NEXT_REQUEST_RETRY_AFTER_S = 1;

/**
 * Runs work that hashes a password, which awaits its turn first. Only the first call of a batch may; and an isolate
 * hashes a few at once, so that other requests are not held up.
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
