import type { Authority } from "../../../db/demands.ts";
import { isPolicy, readPolicy } from "../../../db/policy.ts";
import { holdsMostTokens, insertToken } from "../../../db/tokens.ts";
import { commit } from "../../change/commit.ts";
import { Refusal } from "../../domain/errors.ts";
import { heldPermissions, type Member } from "../../domain/organizations/membership.ts";
import { demandUnder } from "../../domain/policies/lifetime.ts";
import { issue, issueSchema, type NewToken } from "../../domain/tokens/issue.ts";
import type { Holder } from "../../domain/tokens/state.ts";
import { generateToken } from "../../domain/tokens/token.ts";
import type { Runtime } from "../../verification/runtime.ts";
import { ownTokensProcedure } from "../guards.ts";
import { presentToken } from "./present.ts";

const UNUSED = { lastUsedAt: null, lastUsed: null, rotatedAt: null, earlierSecret: null, suspension: null };

export const create = ownTokensProcedure
  .input(issueSchema)
  .mutation(({ ctx: { runtime, actor, authority }, input }) => {
    const asked = issue(input, heldPermissions(actor.member), runtime.now());
    return createToken(runtime, { asked, owner: actor.member, actor: actor.member.user, authority });
  });

/**
 * Makes an API token. This answer is the only place where it is ever seen.
 * @throws Refusal where at this moment the owner has left or was deactivated (`member-unknown`), holds as many as
 * anybody may (`token-limit`), or the authority does not hold any more.
 */
export async function createToken(
  runtime: Runtime,
  {
    asked,
    owner,
    actor,
    authority,
  }: {
    asked: NewToken;
    owner: Pick<Member, "user"> & Holder;
    actor: { id: string; name: string };
    authority: Authority;
  },
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
    expects: isPolicy(organizationId, policy),
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
    ],
  });
  if (!changed) {
    demandUnder(
      await readPolicy(runtime.database, organizationId),
      owner.user.kind,
      asked.expiresAt,
      createdAt,
    );
    const isFull = await holdsMostTokens(runtime.database, { organizationId, userId: owner.user.id });
    throw new Refusal(isFull ? "token-limit" : "member-unknown");
  }
  return {
    ...presentToken({ ...UNUSED, id, createdAt, ...asked }, { tokenPrefix, holder: owner, now: createdAt }),
    token: plain.reveal(),
    organizationId,
  };
}
