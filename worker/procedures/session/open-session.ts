import { commit } from "../../../db/commit.ts";
import type { Statement } from "../../../db/connect.ts";
import { insertToken, type Proof } from "../../../db/tokens.ts";
import type { MembershipOfUser } from "../../../db/users.ts";
import { Refusal } from "../../domain/errors.ts";
import { generateToken } from "../../domain/tokens/token.ts";
import type { Context } from "../context.ts";

type Opening = { userId: string; email: string; membership: MembershipOfUser; proof: Proof };

/**
 * A new session for a user in one of their organizations, handed over as a cookie. What it follows
 * from (a used link, a try that no longer counts) is `consequences`, in the same batch.
 * @throws Refusal where at this moment the proof ended (`session-ended`, `credentials-wrong`), or the
 * member was removed or deactivated.
 */
export async function openSession(
  { runtime, client, cookie }: Context,
  { userId, email, membership, proof }: Opening,
  consequences: readonly Statement[] = [],
) {
  const { id, plain } = generateToken("session", runtime.settings.tokenPrefix, runtime.randomBytes);
  const now = runtime.now();
  const member = { organizationId: membership.organizationId, userId };
  const { meta } = await commit(runtime.database, {
    change: insertToken(
      member,
      {
        id,
        kind: "session",
        name: "",
        hash: await plain.hash(),
        scopes: null,
        createdAt: now,
        expiresAt: now + runtime.settings.sessionAbsoluteMs,
        userAgent: client.userAgent,
        clientAddress: client.address,
      },
      proof,
    ),
    activity: [
      {
        action: "session.signed-in",
        detail: { userAgent: client.userAgent, clientAddress: client.address },
        organizationId: member.organizationId,
        actor: { id: userId, name: membership.name },
        subject: { id: userId, name: membership.name },
        token: null,
        at: now,
      },
    ],
    consequences,
  });
  if (meta.changes === 0) throw new Refusal("sessionId" in proof ? "session-ended" : "credentials-wrong");
  cookie.set(plain.reveal(), runtime.settings.sessionAbsoluteMs);
  return {
    user: { id: userId, email, name: membership.name, kind: "human" as const },
    organization: {
      id: membership.organizationId,
      name: membership.organizationName,
      kind: membership.organizationKind,
    },
  };
}
