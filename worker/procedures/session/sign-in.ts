import * as z from "zod/mini";
import { byPassword } from "../../change/authorize.ts";
import { enteredEmailSchema } from "../../domain/users/email-address.ts";
import { enteredPasswordSchema } from "../../domain/users/password.ts";
import { publicProcedure } from "../trpc.ts";
import { chooseMembership } from "./choose-membership.ts";
import { openSession } from "./open-session.ts";
import { provePassword } from "./prove-password.ts";

const input = z.strictObject({
  email: enteredEmailSchema,
  password: enteredPasswordSchema,
  organizationId: z.optional(z.string({ error: "id-invalid" })),
});

/** Of two sessions in one browser, the earlier one would be out of sight, so it ends. */
export const signIn = publicProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { userId, passwordHash } = await provePassword(ctx, input.email, input.password);
  const membership = await chooseMembership(ctx.runtime, userId, input.organizationId, "password");
  return openSession(ctx, {
    userId,
    email: input.email,
    membership,
    authority: byPassword(userId, passwordHash),
    opened: { way: "password", provedAt: ctx.runtime.now() },
    replaces: ctx.session?.ok ? ctx.session.actor : null,
    expiresAt: ctx.runtime.now() + ctx.runtime.settings.sessionAbsoluteMs,
  });
});
