import * as z from "zod/mini";
import { byPasskey } from "../../change/authorize.ts";
import { demand } from "../../domain/errors.ts";
import { assertionSchema } from "../../sign-in/passkeys/responses.ts";
import { publicProcedure } from "../trpc.ts";
import { checkPasskey } from "./check-passkey.ts";
import { chooseMembership } from "./choose-membership.ts";
import { openSession } from "./open-session.ts";

const input = z.strictObject({
  response: assertionSchema,
  organizationId: z.optional(z.string({ error: "id-invalid" })),
});

/** As `session.signIn`, with a passkey, which identifies its person. */
export const signInWithPasskey = publicProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { runtime } = ctx;
  const { passkey, challenge, use, wentBack } = await checkPasskey(
    runtime,
    input.response,
    "passkey-refused",
  );
  const { userId, email } = passkey;
  demand(email !== null, "passkey-refused");
  const membership = await chooseMembership(runtime, userId, input.organizationId, "passkey");
  const at = runtime.now();
  const { organizationId, name } = membership;
  return openSession(ctx, {
    userId,
    email,
    membership,
    authority: byPasskey(passkey.id, challenge),
    opened: { way: "passkey", provedAt: at },
    consequences: use(at),
    activity: wentBack({ organizationId, user: { id: userId, name }, at }),
    replaces: ctx.session?.ok ? ctx.session.actor : null,
    expiresAt: at + runtime.settings.sessionAbsoluteMs,
  });
});
