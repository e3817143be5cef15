import { nextFreePlace, reserveAttempt } from "../../../db/members/users.ts";
import { clientNetwork } from "../../domain/client-network.ts";
import { Refusal } from "../../domain/errors.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import type { Context } from "../context.ts";

const QUARTER_HOUR_MS = 15 * 60 * 1000;

/**
 * The limits of wrong tries: for one address from one client, for one address from all clients, and for one client
 * with all addresses.
 */
export const ATTEMPT_LIMITS = {
  windowMs: QUARTER_HOUR_MS,
  fromOneAddress: 10,
  fromAll: 100,
  ofOneClient: 100,
};

/**
 * Counts a try before the password is checked; a successful sign-in takes it back.
 * @returns the attempt's id. @throws Refusal `sign-in-throttled`, with when to try again
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
