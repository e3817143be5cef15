import * as z from "zod";
import { removeLinks } from "../../../db/one-time-links.ts";
import { changePasswordFrom, findByEmail, forgetAttempt, membershipsOf } from "../../../db/users.ts";
import { commit } from "../../change/commit.ts";
import { Refusal } from "../../domain/errors.ts";
import { checkNewPassword, enteredPasswordSchema, newPasswordSchema } from "../../domain/users/password.ts";
import { hashPassword, verifyPassword } from "../../verification/password.ts";
import { memberProcedure } from "../guards.ts";
import { passwordSet } from "../session/password-set.ts";
import { takeAttempt } from "../session/take-attempt.ts";

const input = z.strictObject({ currentPassword: enteredPasswordSchema, newPassword: newPasswordSchema });

/** Changes one's own password; all other sessions end, and links to set it lead nowhere any more. Wrong tries count as those of signing in. */
export const changePassword = memberProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { runtime, actor, authority } = ctx;
  const { user } = actor.member;
  const email = user.email as string;
  const attempt = await takeAttempt(ctx, email);
  const stored = await findByEmail(runtime.database, email);
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
    },
    change: changePasswordFrom(user.id, stored.passwordHash as string, passwordHash),
    activity: [passwordSet(user.id, here, "profile", at)],
    consequences: [removeLinks(user.id)],
  });
  if (!changed) throw new Refusal("password-wrong", { field: "currentPassword" });
  return { endedSessions: ended.length };
});
