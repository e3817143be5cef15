import * as z from "zod/mini";
import { queueReset } from "../../../db/mail/outbox.ts";
import { findByEmail, membershipsOf, reserveLink } from "../../../db/members/users.ts";
import { clientNetwork } from "../../domain/client-network.ts";
import { HOUR_MS } from "../../domain/durations.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { normalizeEmail } from "../../domain/users/email-address.ts";
import { pause } from "../../verification/waiting.ts";
import type { Context } from "../context.ts";
import { publicProcedure } from "../trpc.ts";
import { isOpenTo } from "./provider-instead.ts";
import { ATTEMPT_LIMITS } from "./take-attempt.ts";

const MOST_AN_HOUR = 3;

const input = z.strictObject({
  email: z.pipe(
    z.string({ error: "email-invalid" }).check(z.maxLength(1000, { error: "email-invalid" })),
    z.transform(normalizeEmail),
  ),
});

/**
 * Sends a link to set a new password. The answer is always the same, and is given before the address is looked up, so
 * that nobody learns who has an account. A mailbox gets few of them, and a client causes few.
 */
export const forgotPassword = publicProcedure.input(input).mutation(({ ctx, input }) => {
  // Begun at once, the work for a known address would hold the answer up by what it takes.
  ctx.runtime.defer(pause(0).then(() => sendReset(ctx, input.email)));
  return { sent: true };
});

async function sendReset(
  { runtime, client }: Pick<Context, "runtime" | "client">,
  email: string,
): Promise<void> {
  const user = await findByEmail(runtime.database, email);
  if (!user) return;
  const memberships = await membershipsOf(runtime.database, user.id);
  // A password that would open nothing is not set.
  if (!memberships.some((one) => one.deactivatedAt === null && isOpenTo("link", one))) return;
  const origin = runtime.mailOrigin;
  if (origin === null) return;
  const at = runtime.now();
  const link = {
    id: newIdentifier("signInAttempt", runtime.randomBytes),
    clientAddress: clientNetwork(client.address),
    at,
  };
  if (!(await reserveLink(runtime.database, link, ATTEMPT_LIMITS))) return;
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
