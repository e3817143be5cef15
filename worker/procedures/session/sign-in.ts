import * as z from "zod";
import { forgetAttempt } from "../../../db/users.ts";
import { enteredEmailSchema } from "../../domain/users/email-address.ts";
import { enteredPasswordSchema } from "../../domain/users/password.ts";
import { publicProcedure } from "../trpc.ts";
import { chooseMembership } from "./choose-membership.ts";
import { openSession } from "./open-session.ts";
import { provePassword } from "./prove-password.ts";

const input = z.strictObject({
  email: enteredEmailSchema,
  password: enteredPasswordSchema,
  organizationId: z.string({ error: "id-invalid" }).optional(),
});

export const signIn = publicProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { userId, passwordHash, attempt } = await provePassword(ctx, input.email, input.password);
  const membership = await chooseMembership(ctx.runtime, userId, input.organizationId);
  const proof = { passwordHash };
  return openSession(ctx, { userId, email: input.email, membership, proof }, [forgetAttempt(attempt)]);
});
