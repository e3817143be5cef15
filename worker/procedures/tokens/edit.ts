import * as z from "zod/mini";
import type { Authority } from "../../../db/demands.ts";
import { isPolicy, keepChosenExpiry, readPolicy } from "../../../db/policy/policy.ts";
import { editApiToken } from "../../../db/tokens/changes.ts";
import { findApiToken } from "../../../db/tokens/tokens.ts";
import { withFreshProof } from "../../change/authorize.ts";
import { commit } from "../../change/commit.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { heldPermissions, type Member } from "../../domain/organizations/membership.ts";
import { demandUnder } from "../../domain/policies/lifetime.ts";
import { changesOf, edited, widens } from "../../domain/tokens/edit.ts";
import { issueSchema } from "../../domain/tokens/issue.ts";
import type { Holder } from "../../domain/tokens/state.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { ownTokensProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { presentToken } from "./present.ts";

export const editSchema = z.extend(z.partial(z.omit(issueSchema, { key: true, selfRotation: true })), {
  id: tokenIdSchema,
});

const MOST_TRIES = 5;

/**
 * Changes a token's name, purpose, expiry or limits; what is left out stays. A change that lets it do more demands a
 * fresh proof.
 */
export const edit = ownTokensProcedure
  .input(editSchema)
  .mutation(({ ctx: { runtime, actor, authority }, input }) =>
    editToken(runtime, { input, owner: actor.member, actor: actor.member.user, authority }),
  );

/** @throws Refusal `token-unknown`, `token-not-live`, and as `issue` */
export async function editToken(
  runtime: Runtime,
  {
    input: { id, ...wanted },
    owner,
    actor,
    authority,
  }: {
    input: z.output<typeof editSchema>;
    owner: Pick<Member, "user"> & Holder;
    actor: { id: string; name: string };
    authority: Authority;
  },
) {
  const key = { organizationId: owner.organization.id, userId: owner.user.id };
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const token = await findApiToken(runtime.database, key, id);
    demand(token !== null, "token-unknown");
    const at = runtime.now();
    const policy = await readPolicy(runtime.database, key.organizationId);
    const limits = edited(token, wanted, heldPermissions(owner), at);
    const detail = changesOf(token, limits);
    const shown = presentToken(
      { ...token, ...limits },
      { tokenPrefix: runtime.settings.tokenPrefix, holder: owner, now: at },
    );
    if (detail === null) {
      // Another call may just have made this change, and still wait for the leases to end.
      runtime.narrowed();
      return shown;
    }
    if (detail.expiresAt) demandUnder(policy, owner.user.kind, limits.expiresAt, at);
    const isWordsAlone = Object.keys(detail).every((field) => field === "name" || field === "purpose");
    const { changed } = await commit(runtime, {
      authority: widens(detail) ? withFreshProof(authority, runtime) : authority,
      effect: isWordsAlone ? "neither" : "narrows",
      at,
      expects: isPolicy(key.organizationId, policy),
      change: editApiToken(key, token, limits),
      consequences: detail.expiresAt ? [keepChosenExpiry(key.organizationId, id)] : [],
      activity: [
        {
          action: "token.changed",
          detail,
          organizationId: key.organizationId,
          actor,
          subject: owner.user,
          token: { id, name: limits.name },
          at,
        },
      ],
    });
    if (changed) return shown;
  }
  throw new Refusal("token-unknown");
}
