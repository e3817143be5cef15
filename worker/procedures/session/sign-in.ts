import * as z from "zod";
import { record } from "../../../db/commit.ts";
import { findByEmail, forgetAttempt, type MembershipOfUser, membershipsOf } from "../../../db/users.ts";
import { Refusal } from "../../domain/errors.ts";
import { normalizeEmail } from "../../domain/users/email-address.ts";
import { enteredPasswordSchema } from "../../domain/users/password.ts";
import { verifyPassword } from "../../verification/password.ts";
import type { Context } from "../context.ts";
import { publicProcedure } from "../trpc.ts";
import { openSession } from "./open-session.ts";
import { takeAttempt } from "./take-attempt.ts";

/** No check of its form: what is no address is simply not known, and is answered like it. */
const enteredEmailSchema = z
  .string({ error: "email-invalid" })
  .max(1000, { error: "email-invalid" })
  .transform(normalizeEmail);

const input = z.strictObject({
  email: enteredEmailSchema,
  password: enteredPasswordSchema,
  organizationId: z.string({ error: "id-invalid" }).optional(),
});

export const signIn = publicProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { runtime } = ctx;
  const attempt = await takeAttempt(ctx, input.email);
  const user = await findByEmail(runtime.database, input.email);
  const right = await verifyPassword(input.password, user?.passwordHash ?? null);
  if (!user || !right) {
    if (user) runtime.defer(recordRefused(ctx, user.id));
    throw new Refusal("credentials-wrong");
  }
  const membership = chosen(await membershipsOf(runtime.database, user.id), input.organizationId);
  return openSession(ctx, { userId: user.id, email: input.email, membership }, [forgetAttempt(attempt)]);
});

/** The organization that was asked for, else the one that the user joined first. */
function chosen(memberships: MembershipOfUser[], organizationId: string | undefined): MembershipOfUser {
  const open = memberships.filter(({ deactivatedAt }) => deactivatedAt === null);
  const membership = organizationId ? open.find((one) => one.organizationId === organizationId) : open[0];
  if (!membership) throw new Refusal("account-deactivated");
  return membership;
}

/** After the answer, so that it takes no longer for an address that is known. */
async function recordRefused({ runtime, client }: Context, userId: string): Promise<void> {
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
