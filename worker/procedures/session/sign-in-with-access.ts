import { findProvider } from "../../../db/sign-in/identity-providers.ts";
import { publicProcedure } from "../trpc.ts";
import { identifyByAccess } from "./by-access/identify.ts";
import { asRefusal } from "./by-access/refusal.ts";
import { comeIn } from "./by-provider/come-in.ts";

/** As `session.signIn`, with Cloudflare Access, which already knows the person. */
export const signInWithAccess = publicProcedure.mutation(async ({ ctx }) => {
  try {
    const { organizationId, identity } = await identifyByAccess(ctx);
    const provider = await findProvider(ctx.runtime.database, organizationId);
    const replaces = ctx.session?.ok ? ctx.session.actor : null;
    return await comeIn(ctx, { organizationId, provider, way: "access", replaces }, identity);
  } catch (error) {
    throw asRefusal(ctx.runtime, error);
  }
});
