import * as z from "zod/mini";
import { findKeptToken } from "../../../db/tokens/rotation.ts";
import { retireEarlierSecret } from "../../change/retire-earlier-secret.ts";
import { Refusal } from "../../domain/errors.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { ownTokensProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import type { Asker, Owner } from "./rotate.ts";

const input = z.strictObject({ id: tokenIdSchema });

export const endEarlierSecret = ownTokensProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { id } }) => {
    await endEarlierSecretOf(runtime, { authority, actor: actor.member.user }, actor.member, id);
    return { id };
  });

/** Ends the earlier secret of a token, if it has one. @throws Refusal `token-unknown` */
export async function endEarlierSecretOf(
  runtime: Runtime,
  asker: Asker,
  { organization, user: owner }: Pick<Owner, "organization" | "user">,
  id: string,
): Promise<void> {
  const organizationId = organization.id;
  const kept = await findKeptToken(runtime.database, { organizationId, userId: owner.id }, id);
  if (!kept) throw new Refusal("token-unknown");
  // A call that ended it a moment ago may still wait until every door refuses it.
  if (!kept.earlier) return runtime.narrowed();
  const { hash } = kept.earlier;
  const token = { id, name: kept.name };
  await retireEarlierSecret(runtime, { token, organizationId, owner, hash }, "asked", runtime.now(), asker);
}
