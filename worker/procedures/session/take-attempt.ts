import { nextFreePlace, reserveAttempt } from "../../../db/members/users.ts";
import { clientNetwork } from "../../domain/client-network.ts";
import { Refusal } from "../../domain/errors.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import type { Context } from "../context.ts";

const QUARTER_HOUR_MS = 15 * 60 * 1000;

/** So many wrong tries for one address from one client and from all of them, and from one client for all addresses. */
export const ATTEMPT_LIMITS = {
  windowMs: QUARTER_HOUR_MS,
  fromOneAddress: 10,
  fromAll: 100,
  ofOneClient: 100,
};

/**
 * Counts a try before the password is looked at; whoever signs in has it forgotten again.
 * @returns the attempt's id. @throws Refusal `sign-in-throttled`, with when to try again.
 */
export async function takeAttempt(
  { runtime, client }: Pick<Context, "runtime" | "client">,
  email: string,
): Promise<string> {
  const id = newIdentifier("signInAttempt", runtime.randomBytes);
  const attempt = { id, email, clientAddress: clientNetwork(client.address), at: runtime.now() };
  if (await reserveAttempt(runtime.database, attempt, ATTEMPT_LIMITS)) return id;
  const freeAt = await nextFreePlace(runtime.database, attempt, ATTEMPT_LIMITS);
  throw new Refusal("sign-in-throttled", {
    retryAfterS: Math.max(1, Math.ceil((freeAt - attempt.at) / 1000)),
  });
}
