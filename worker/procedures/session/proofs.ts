import { findProvider } from "../../../db/sign-in/identity-providers.ts";
import { proofsOf, requiresProvider } from "../../../db/sign-in/proofs.ts";
import type { SignedIn } from "../../domain/actor.ts";
import { mayProveBy } from "../../domain/sign-in/proof.ts";
import { providerName } from "../../domain/sign-in/provider-name.ts";
import { signInPath } from "../../domain/sign-in/sign-in-path.ts";
import { memberProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";

/** How the signed-in user can prove themselves here: `session.prove`, or the way that opened the session. */
export const proofs = memberProcedure.query(async ({ ctx: { runtime, actor } }) => {
  const { user, organization, role } = actor.member;
  const [has, required, provider] = await Promise.all([
    proofsOf(runtime.database, user.id),
    requiresProvider(runtime.database, organization.id),
    providerOf(runtime, actor),
  ]);
  const may = { requiresProvider: required, role };
  return {
    password: has.password && mayProveBy("password", may),
    passkey: has.passkey && mayProveBy("passkey", may),
    provider,
    access: actor.token.opened.way === "access",
  };
});

async function providerOf({ database }: Runtime, { member, token }: SignedIn) {
  if (token.opened.way !== "provider") return null;
  const { id, name } = member.organization;
  const provider = await findProvider(database, id);
  return provider && { name: providerName(provider.issuer, name), url: `${signInPath(id)}?for=prove` };
}
