import { findByEmail, forgetAttempt } from "../../../db/members/users.ts";
import type { SignedIn } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { verifyPassword } from "../../verification/password.ts";
import type { PlaceInLine } from "../../verification/password-line.ts";
import type { Context } from "../context.ts";
import { takeAttempt } from "./take-attempt.ts";

/**
 * Checks the signed-in user's password again; wrong tries count as those of signing in.
 * @returns its hash. @throws Refusal `password-wrong`, `sign-in-throttled`
 */
export async function checkOwnPassword(
  ctx: Pick<Context, "runtime" | "client"> & { actor: SignedIn },
  password: string,
  { turn, field }: { turn: PlaceInLine["turn"]; field: string },
): Promise<string> {
  const { database } = ctx.runtime;
  const email = ctx.actor.member.user.email;
  const attempt = await takeAttempt(ctx, email);
  const stored = await findByEmail(database, email);
  await turn();
  const passwordHash = stored?.passwordHash ?? null;
  if (passwordHash === null || !(await verifyPassword(password, passwordHash))) {
    throw new Refusal("password-wrong", { field });
  }
  await forgetAttempt(database, attempt);
  return passwordHash;
}
