import { commit } from "../../../db/commit.ts";
import { insertToken } from "../../../db/tokens.ts";
import { Refusal } from "../../domain/errors.ts";
import { heldPermissions, type Member } from "../../domain/organizations/membership.ts";
import { issue, issueSchema, type NewToken } from "../../domain/tokens/issue.ts";
import { generateToken } from "../../domain/tokens/token.ts";
import type { Runtime } from "../../verification/runtime.ts";
import { ownTokensProcedure } from "../guards.ts";
import { presentToken } from "./present.ts";

export const create = ownTokensProcedure.input(issueSchema).mutation(({ ctx: { runtime, actor }, input }) => {
  const asked = issue(input, heldPermissions(actor.member), runtime.now());
  return createToken(runtime, { asked, owner: actor.member, actor: actor.member.user });
});

/**
 * Makes an API token. This answer is the only place where it is ever seen.
 * @throws Refusal `member-unknown` where the owner has left, or was deactivated, at this moment.
 */
export async function createToken(
  runtime: Runtime,
  {
    asked,
    owner,
    actor,
  }: { asked: NewToken; owner: Pick<Member, "user" | "organization">; actor: { id: string; name: string } },
) {
  const { tokenPrefix } = runtime.settings;
  const { id, plain } = generateToken("api", tokenPrefix, runtime.randomBytes);
  const createdAt = runtime.now();
  const organizationId = owner.organization.id;
  const { meta } = await commit(runtime.database, {
    change: insertToken(
      { organizationId, userId: owner.user.id },
      { id, kind: "api", hash: await plain.hash(), createdAt, ...asked },
    ),
    activity: [
      {
        action: "token.created",
        detail: { expiresAt: asked.expiresAt, scopes: asked.scopes },
        organizationId,
        actor,
        subject: owner.user,
        token: { id, name: asked.name },
        at: createdAt,
      },
    ],
  });
  if (meta.changes === 0) throw new Refusal("member-unknown");
  return {
    ...presentToken({ id, createdAt, lastUsedAt: null, lastUsed: null, ...asked }, tokenPrefix),
    token: plain.reveal(),
    organizationId,
  };
}
