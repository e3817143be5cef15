import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Authority, ProvedAuthority } from "../../../db/demands.ts";
import { isPolicy, readPolicy } from "../../../db/policy/policy.ts";
import { findKeptToken, hasSecrets, replaceSecret } from "../../../db/tokens/rotation.ts";
import { findApiToken } from "../../../db/tokens/tokens.ts";
import { authorize } from "../../change/authorize.ts";
import { commit } from "../../change/commit.ts";
import type { Actor } from "../../domain/actor.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import type { UserKind } from "../../domain/organizations/membership.ts";
import { cutUnder, demandUnder } from "../../domain/policies/lifetime.ts";
import { timeSchema } from "../../domain/times.ts";
import { checkedExpiry } from "../../domain/tokens/issue.ts";
import { renewedExpiry, rotate as rotateSecrets } from "../../domain/tokens/rotation.ts";
import type { Holder } from "../../domain/tokens/state.ts";
import { isSuspended } from "../../domain/tokens/suspension.ts";
import { generateSecret } from "../../domain/tokens/token.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { proved } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { presentToken } from "./present.ts";

const THIRTY_DAYS_S = 30 * 24 * 60 * 60;

export const graceSchema = z
  .int({ error: "grace-invalid" })
  .check(z.minimum(0, { error: "grace-invalid" }), z.maximum(THIRTY_DAYS_S, { error: "grace-invalid" }));

export const rotationFields = {
  id: tokenIdSchema,
  expiresAt: z.nullish(timeSchema),
  graceSeconds: z.optional(graceSchema),
  endAtFirstUse: z.optional(z.boolean({ error: "input-invalid" })),
};

const input = z.strictObject(rotationFields);

export const rotate = proved.ownTokens
  .input(input)
  .mutation(({ ctx: { runtime, actor, authority }, input: { id, ...wanted } }) => {
    return rotateToken(runtime, { authority, actor: actor.member.user }, actor.member, id, wanted);
  });

/** The token's holder: the caller, or a service user of their organization. */
export type Owner = Holder & { user: { id: string; name: string; kind: UserKind } };
export type Asker<Asked extends Authority = Authority> = {
  authority: Asked;
  actor: { id: string; name: string };
};
type Wanted = { expiresAt?: number | null; graceSeconds?: number; endAtFirstUse?: boolean };

/**
 * Gives a token a new secret, shown in this answer alone. The earlier one holds for the grace that is asked for.
 * @throws Refusal `token-unknown`, `token-not-live`, or `token-changed` if somebody else rotated it at that moment
 */
export async function rotateToken(
  runtime: Runtime,
  { authority, actor }: Asker<ProvedAuthority>,
  owner: Owner,
  id: string,
  { expiresAt, graceSeconds, endAtFirstUse }: Wanted,
) {
  const { database, settings } = runtime;
  const organizationId = owner.organization.id;
  const key = { organizationId, userId: owner.user.id };
  const at = runtime.now();
  const kept = await findKeptToken(database, key, id);
  if (!kept) throw new Refusal("token-unknown");
  const isLive = (kept.expiresAt ?? Number.POSITIVE_INFINITY) > at && !isSuspended(kept.suspension, at);
  demand(isLive, "token-not-live");
  const policy = await readPolicy(database, organizationId);
  const { kind } = owner.user;
  const life =
    expiresAt === undefined
      ? cutUnder(policy, kind, renewedExpiry(kept, at), at)
      : checkedExpiry(expiresAt, at);
  demandUnder(policy, kind, life, at);
  const plain = generateSecret("api", id, settings.tokenPrefix, runtime.randomBytes);
  const rotation = rotateSecrets(kept, at, { graceS: graceSeconds, endsAtFirstUse: endAtFirstUse });
  const { earlier, retired } = rotation;
  const { changed } = await commit(runtime, {
    authority,
    effect: "narrows",
    at,
    expects: sql`${hasSecrets(id, kept)} AND ${isPolicy(organizationId, policy)}`,
    change: replaceSecret(id, rotation, { hash: await plain.hash(), expiresAt: life, at }),
    retires: retired.map((hash) => ({ tokenId: id, hash })),
    activity: [
      {
        action: "token.rotated",
        detail: {
          expiresAt: { from: kept.expiresAt, to: life },
          earlierEndsAt: earlier?.endsAt ?? null,
          endsAtFirstUse: earlier?.endsAtFirstUse ?? false,
        },
        organizationId,
        actor,
        subject: { id: owner.user.id, name: owner.user.name },
        token: { id, name: kept.name },
        at,
      },
    ],
  });
  if (!changed) throw new Refusal("token-changed");
  runtime.leases.end(kept.hash.toHex());
  const rotated = await findApiToken(database, key, id);
  if (!rotated) throw new Refusal("token-unknown");
  return {
    ...presentToken(rotated, { tokenPrefix: settings.tokenPrefix, holder: owner, now: at }),
    token: plain.reveal(),
    organizationId,
  };
}

/** The presented token, with either of its secrets, rotates itself. @throws Refusal `self-rotation-off` */
export async function rotateCurrent(runtime: Runtime, actor: Actor, graceSeconds: number | undefined) {
  const { user, organization } = actor.member;
  const key = { organizationId: organization.id, userId: user.id };
  const kept = await findKeptToken(runtime.database, key, actor.token.id);
  demand(kept?.selfRotation === true, "self-rotation-off");
  const authority = { ...authorize(actor), proof: "given" as const };
  const asker = { authority, actor: user };
  return rotateToken(runtime, asker, actor.member, actor.token.id, { graceSeconds });
}
