import * as z from "zod/mini";
import type { Authority } from "../../../db/demands.ts";
import { changePasswordFrom, findByEmail, forgetAttempt, membershipsOf } from "../../../db/members/users.ts";
import { buryLinks, removeLinks } from "../../../db/sign-in/one-time-links.ts";
import { commit } from "../../change/commit.ts";
import { publishDueAfterAnswer } from "../../change/publish-tombstones.ts";
import type { SignedIn } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { checkNewPassword, enteredPasswordSchema, newPasswordSchema } from "../../domain/users/password.ts";
import { hashPassword, verifyPassword } from "../../verification/password.ts";
import type { PlaceInLine } from "../../verification/password-line.ts";
import type { Context } from "../context.ts";
import { memberProcedure } from "../guards.ts";
import { checkInLine } from "../session/check-in-line.ts";
import { passwordSet } from "../session/password-set.ts";
import { takeAttempt } from "../session/take-attempt.ts";

const input = z.strictObject({ currentPassword: enteredPasswordSchema, newPassword: newPasswordSchema });
type Changes = z.output<typeof input>;

/**
 * Changes the caller's own password. All other sessions end, and links to set it become invalid. Wrong tries count as
 * those of signing in.
 */
export const changePassword = memberProcedure
  .input(input)
  .mutation(({ ctx, input }) => checkInLine(ctx, (turn) => change(ctx, input, turn)));

async function change(
  ctx: Context & { actor: SignedIn; authority: Authority },
  input: Changes,
  turn: PlaceInLine["turn"],
): Promise<{ endedSessions: number }> {
  const { runtime, actor, authority } = ctx;
  const { user } = actor.member;
  const email = user.email;
  const attempt = await takeAttempt(ctx, email);
  const stored = await findByEmail(runtime.database, email);
  await turn();
  if (!stored || !(await verifyPassword(input.currentPassword, stored.passwordHash))) {
    throw new Refusal("password-wrong", { field: "currentPassword" });
  }
  await forgetAttempt(runtime.database, attempt);
  const memberships = await membershipsOf(runtime.database, user.id);
  const known = [email, ...memberships.flatMap((one) => [one.name, one.organizationName])];
  checkNewPassword(input.newPassword, known, "newPassword");
  const passwordHash = await hashPassword(input.newPassword, runtime.randomBytes);
  const here = memberships.find((one) => one.organizationId === actor.member.organization.id);
  if (!here) throw new Refusal("not-signed-in");
  const at = runtime.now();
  const { changed, ended } = await commit(runtime, {
    authority,
    effect: "narrows",
    at,
    ends: {
      selection: { userId: user.id, kind: "session", exceptId: actor.token.id },
      by: "owner",
      actor: user,
      because: "password-changed",
    },
    change: changePasswordFrom(user.id, stored.passwordHash as string, passwordHash),
    activity: [passwordSet(user.id, here, "profile", at)],
    consequences: [buryLinks(user.id, at), removeLinks(user.id)],
  });
  if (!changed) throw new Refusal("password-wrong", { field: "currentPassword" });
  runtime.defer(publishDueAfterAnswer(runtime));
  return { endedSessions: ended.length };
}
