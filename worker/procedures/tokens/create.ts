import { commit } from "../../../db/commit.ts";
import { insertToken, type Proof } from "../../../db/tokens.ts";
import { type Reason, Refusal } from "../../domain/errors.ts";
import { heldPermissions, type Member } from "../../domain/organizations/membership.ts";
import { issue, issueSchema, type NewToken } from "../../domain/tokens/issue.ts";
import { generateToken } from "../../domain/tokens/token.ts";
import type { Runtime } from "../../verification/runtime.ts";
import { ownTokensProcedure } from "../guards.ts";
import { presentToken } from "./present.ts";

export const create = ownTokensProcedure.input(issueSchema).mutation(({ ctx: { runtime, actor }, input }) => {
  const asked = issue(input, heldPermissions(actor.member), runtime.now());
  const proof = { sessionId: actor.token.id };
  return createToken(runtime, { asked, owner: actor.member, actor: actor.member.user, proof });
});

/**
 * Makes an API token. This answer is the only place where it is ever seen.
 * @throws Refusal where at this moment the owner has left or was deactivated (`member-unknown`), or the
 * proof ended: `session-ended`, `credentials-wrong`.
 */
export async function createToken(
  runtime: Runtime,
  {
    asked,
    owner,
    actor,
    proof,
  }: {
    asked: NewToken;
    owner: Pick<Member, "user" | "organization">;
    actor: { id: string; name: string };
    proof?: Proof;
  },
) {
  const { tokenPrefix } = runtime.settings;
  const { id, plain } = generateToken("api", tokenPrefix, runtime.randomBytes);
  const createdAt = runtime.now();
  const organizationId = owner.organization.id;
  const { meta } = await commit(runtime.database, {
    change: insertToken(
      { organizationId, userId: owner.user.id },
      { id, kind: "api", hash: await plain.hash(), createdAt, ...asked },
      proof,
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
  if (meta.changes === 0) throw new Refusal(reasonWithout(proof));
  return {
    ...presentToken({ id, createdAt, lastUsedAt: null, lastUsed: null, ...asked }, tokenPrefix),
    token: plain.reveal(),
    organizationId,
  };
}

function reasonWithout(proof: Proof | undefined): Reason {
  if (!proof) return "member-unknown";
  return "sessionId" in proof ? "session-ended" : "credentials-wrong";
}
