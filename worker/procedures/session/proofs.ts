import { proofsOf, requiresProvider } from "../../../db/proofs.ts";
import { mayProveBy } from "../../domain/sign-in/proof.ts";
import { memberProcedure } from "../guards.ts";

/** By what whoever is signed in can prove themselves here (`session.prove`). */
export const proofs = memberProcedure.query(async ({ ctx: { runtime, actor } }) => {
  const { user, organization, role } = actor.member;
  const [has, required] = await Promise.all([
    proofsOf(runtime.database, user.id),
    requiresProvider(runtime.database, organization.id),
  ]);
  const may = { requiresProvider: required, role };
  return {
    password: has.password && mayProveBy("password", may),
    passkey: has.passkey && mayProveBy("passkey", may),
  };
});
