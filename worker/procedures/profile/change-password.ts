import * as z from "zod";
import { recordActivityIf } from "../../../db/commit.ts";
import { prepare } from "../../../db/connect.ts";
import { removeLinksIf } from "../../../db/one-time-links.ts";
import {
  changePasswordFrom,
  findByEmail,
  forgetAttempt,
  hasPassword,
  membershipsOf,
} from "../../../db/users.ts";
import { Refusal } from "../../domain/errors.ts";
import { checkNewPassword, enteredPasswordSchema, newPasswordSchema } from "../../domain/users/password.ts";
import { revokeWith } from "../../revocation/revoke.ts";
import { hashPassword, verifyPassword } from "../../verification/password.ts";
import { memberProcedure } from "../guards.ts";
import { passwordSet } from "../session/password-set.ts";
import { takeAttempt } from "../session/take-attempt.ts";

const input = z.strictObject({ currentPassword: enteredPasswordSchema, newPassword: newPasswordSchema });

/** Changes one's own password; all other sessions end, and links to set it lead nowhere any more. Wrong tries count as those of signing in. */
export const changePassword = memberProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { runtime, actor } = ctx;
  const { user } = actor.member;
  const email = user.email as string;
  const attempt = await takeAttempt(ctx, email);
  const stored = await findByEmail(runtime.database, email);
  if (!stored || !(await verifyPassword(input.currentPassword, stored.passwordHash))) {
    throw new Refusal("password-wrong", { field: "currentPassword" });
  }
  await prepare(runtime.database, forgetAttempt(attempt)).run();
  const memberships = await membershipsOf(runtime.database, user.id);
  const known = [email, ...memberships.flatMap((one) => [one.name, one.organizationName])];
  checkNewPassword(input.newPassword, known, "newPassword");
  const passwordHash = await hashPassword(input.newPassword, runtime.randomBytes);
  const here = memberships.find((one) => one.organizationId === actor.member.organization.id);
  if (!here) throw new Refusal("not-signed-in");
  const at = runtime.now();
  const provenHash = stored.passwordHash as string;
  const proven = hasPassword(user.id, provenHash);
  const { ended, applied } = await revokeWith(runtime, {
    selection: { userId: user.id, kind: "session", exceptId: actor.token.id },
    by: "owner",
    actor: user,
    at,
    onlyIf: proven,
    before: [
      recordActivityIf(passwordSet(user.id, here, "profile", at), proven),
      removeLinksIf(user.id, proven),
    ],
    after: [changePasswordFrom(user.id, provenHash, passwordHash)],
  });
  if (!applied) throw new Refusal("password-wrong", { field: "currentPassword" });
  return { endedSessions: ended.length };
});
