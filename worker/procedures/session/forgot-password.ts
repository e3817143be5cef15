import * as z from "zod/mini";
import { queueReset } from "../../../db/mail/outbox.ts";
import { findByEmail, membershipsOf } from "../../../db/members/users.ts";
import { HOUR_MS } from "../../domain/durations.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { normalizeEmail } from "../../domain/users/email-address.ts";
import type { Runtime } from "../runtime.ts";
import { publicProcedure } from "../trpc.ts";
import { isOpenTo } from "./provider-instead.ts";

const MOST_AN_HOUR = 3;

const input = z.strictObject({
  email: z.pipe(
    z.string({ error: "email-invalid" }).check(z.maxLength(1000, { error: "email-invalid" })),
    z.transform(normalizeEmail),
  ),
});

/**
 * Sends a link to set a new password. The answer is always the same, and is given before the address is looked up, so
 * that nobody learns who has an account.
 */
export const forgotPassword = publicProcedure.input(input).mutation(({ ctx: { runtime }, input }) => {
  runtime.defer(sendReset(runtime, input.email));
  return { sent: true };
});

async function sendReset(runtime: Runtime, email: string): Promise<void> {
  const user = await findByEmail(runtime.database, email);
  if (!user) return;
  const memberships = await membershipsOf(runtime.database, user.id);
  // A password that would open nothing is not set.
  if (!memberships.some((one) => one.deactivatedAt === null && isOpenTo("link", one))) return;
  const origin = runtime.mailOrigin;
  if (origin === null) return;
  const at = runtime.now();
  const queued = await queueReset(
    runtime.database,
    {
      id: newIdentifier("mail", runtime.randomBytes),
      recipient: email,
      notice: { kind: "password-reset", userId: user.id, origin },
      at,
    },
    { since: at - HOUR_MS, most: MOST_AN_HOUR },
  );
  if (queued) runtime.mailDue();
}
