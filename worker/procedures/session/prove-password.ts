import { record } from "../../../db/commit.ts";
import { findByEmail, forgetAttempt, membershipsOf } from "../../../db/members/users.ts";
import { Refusal } from "../../domain/errors.ts";
import { verifyPassword } from "../../verification/password.ts";
import { pause } from "../../verification/waiting.ts";
import type { Context } from "../context.ts";
import { checkInLine } from "./check-in-line.ts";
import { takeAttempt } from "./take-attempt.ts";

type Ground = Pick<Context, "runtime" | "client" | "firstPassword">;

/**
 * The user with this e-mail address and password; every door that takes a password counts its tries here.
 * @returns the user, and the hash that proves it until the password changes.
 * @throws Refusal `credentials-wrong`, alike in words and time for an unknown address; `sign-in-throttled`,
 * `passwords-busy` or `one-password-a-batch` before the password is checked
 */
export async function provePassword(
  ground: Ground,
  email: string,
  password: string,
): Promise<{ userId: string; passwordHash: string }> {
  const { runtime } = ground;
  const { attempt, user, passwordHash, right } = await checkInLine(ground, async (turn) => {
    const attempt = await takeAttempt(ground, email);
    const user = await findByEmail(runtime.database, email);
    const passwordHash = user?.passwordHash ?? null;
    await turn();
    return { attempt, user, passwordHash, right: await verifyPassword(password, passwordHash) };
  });
  if (user && passwordHash !== null && right) {
    await forgetAttempt(runtime.database, attempt);
    return { userId: user.id, passwordHash };
  }
  if (user) runtime.defer(pause(0).then(() => recordRefused(ground, user.id)));
  throw new Refusal("credentials-wrong");
}

/** After the answer, so that a known address takes no longer. */
async function recordRefused(
  { runtime, client }: Pick<Ground, "runtime" | "client">,
  userId: string,
): Promise<void> {
  const memberships = await membershipsOf(runtime.database, userId);
  await record(
    runtime.database,
    memberships.map(({ organizationId, name }) => ({
      action: "session.sign-in-refused",
      detail: { clientAddress: client.address },
      organizationId,
      actor: null,
      subject: { id: userId, name },
      token: null,
      at: runtime.now(),
    })),
  );
}
