import { findProvider } from "../../../db/sign-in/identity-providers.ts";
import { demand } from "../../domain/errors.ts";
import { signInPath } from "../../domain/sign-in/sign-in-path.ts";
import { masterAdminProcedure } from "../guards.ts";

/**
 * Where to go for a sign-in that only tests: it opens nothing, and its outcome is shown by
 * `organization.identityProvider`. This procedure changes nothing; the test itself does.
 */
export const testIdentityProvider = masterAdminProcedure.mutation(async ({ ctx: { runtime, actor } }) => {
  const { id } = actor.member.organization;
  demand((await findProvider(runtime.database, id)) !== null, "provider-missing");
  return { url: `${runtime.origin}${signInPath(id)}?for=test` };
});
