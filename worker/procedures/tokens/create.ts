import { and, type SQL } from "drizzle-orm";
import type { ProvedAuthority } from "../../../db/demands.ts";
import { isPolicy, readPolicy } from "../../../db/policy/policy.ts";
import { holdsMostTokens, insertToken } from "../../../db/tokens/changes.ts";
import { type CreationKey, findCreation, isNewKey, keepCreation } from "../../../db/tokens/creations.ts";
import { commit } from "../../change/commit.ts";
import type { Activity } from "../../domain/activity/actions.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Mail } from "../../domain/notices.ts";
import { heldPermissions, type Member } from "../../domain/organizations/membership.ts";
import { demandUnder } from "../../domain/policies/lifetime.ts";
import { CREATION_KEY_LIFE_MS } from "../../domain/tokens/creation-key.ts";
import { issue, issueSchema, type NewToken } from "../../domain/tokens/issue.ts";
import type { Holder } from "../../domain/tokens/state.ts";
import { generateToken } from "../../domain/tokens/token.ts";
import { proved } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { giveAgain } from "./give-again.ts";
import { presentToken } from "./present.ts";

const UNUSED = { lastUsedAt: null, lastUsed: null, rotatedAt: null, earlierSecret: null, suspension: null };

export const create = proved.ownTokens
  .input(issueSchema)
  .mutation(({ ctx: { runtime, actor, authority }, input }) => {
    const asked = issue(input, heldPermissions(actor.member), runtime.now());
    const { key } = input;
    return createToken(runtime, { asked, key, owner: actor.member, actor: actor.member.user, authority });
  });

interface Creation {
  /** Further conditions, checked again in the batch. */
  expects?: SQL | undefined;
  /** Further activities and mail. */
  besides?: { activity: Activity; mail: Mail[] };
  asked: NewToken;
  owner: Pick<Member, "user"> & Holder;
  actor: { id: string; name: string };
  authority: ProvedAuthority;
}

/** How many calls with one key at one moment each return what the one before them made. */
const MOST_AT_ONE_MOMENT = 20;

/**
 * Makes an API token, or returns the one that this key made within the last hour, with a new secret. Only this answer
 * ever holds the secret.
 * @throws Refusal if at this moment the owner has left or is deactivated (`member-unknown`), holds as many as allowed
 * (`token-limit`), or the authority no longer holds; `creation-key-spent` if the token of this key was used or has
 * ended
 */
export async function createToken(
  runtime: Runtime,
  { key, ...creation }: Creation & { key?: string | null },
) {
  const { organization, user } = creation.owner;
  const named = key ? { organizationId: organization.id, userId: user.id, key } : null;
  const since = runtime.now() - CREATION_KEY_LIFE_MS;
  let earlier = named && (await findCreation(runtime.database, named, since));
  if (earlier === null) {
    const token = await make(runtime, creation, named && { ...named, since });
    if (token) return token;
  }
  for (let round = 0; named && round < MOST_AT_ONE_MOMENT; round++) {
    earlier = await findCreation(runtime.database, named, since);
    if (earlier === null) break;
    const token = await giveAgain(runtime, { ...creation, earlier });
    if (token) return token;
  }
  if (earlier !== null) throw new Refusal("creation-key-spent");
  const isFull = await holdsMostTokens(runtime.database, {
    organizationId: organization.id,
    userId: user.id,
  });
  throw new Refusal(isFull ? "token-limit" : "member-unknown");
}

/** Null if the owner is not a member, holds as many as allowed, or another call just took the key. */
async function make(
  runtime: Runtime,
  { asked, owner, actor, authority, expects, besides }: Creation,
  key: (CreationKey & { since: number }) | null,
) {
  const { tokenPrefix } = runtime.settings;
  const { id, plain } = generateToken("api", tokenPrefix, runtime.randomBytes);
  const createdAt = runtime.now();
  const policy = await readPolicy(runtime.database, owner.organization.id);
  demandUnder(policy, owner.user.kind, asked.expiresAt, createdAt);
  const organizationId = owner.organization.id;
  const { changed } = await commit(runtime, {
    authority,
    effect: "widens",
    at: createdAt,
    expects: and(expects, isPolicy(organizationId, policy), key ? isNewKey(key, key.since) : undefined),
    change: insertToken(
      { organizationId, userId: owner.user.id },
      { id, kind: "api", hash: await plain.hash(), createdAt, ...asked },
    ),
    activity: [
      {
        action: "token.created",
        detail: { expiresAt: asked.expiresAt, scopes: asked.scopes, endpoints: asked.endpoints },
        organizationId,
        actor,
        subject: owner.user,
        token: { id, name: asked.name },
        at: createdAt,
      },
      ...(besides ? [besides.activity] : []),
    ],
    mail: besides?.mail,
    consequences: key ? [keepCreation(key, { actorUserId: actor.id, tokenId: id, at: createdAt })] : [],
  });
  if (!changed) {
    const newest = await readPolicy(runtime.database, organizationId);
    demandUnder(newest, owner.user.kind, asked.expiresAt, createdAt);
    return null;
  }
  return {
    ...presentToken({ ...UNUSED, id, createdAt, ...asked }, { tokenPrefix, holder: owner, now: createdAt }),
    token: plain.reveal(),
    organizationId,
  };
}
