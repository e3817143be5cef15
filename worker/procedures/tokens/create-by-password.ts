import { batch } from "../../../db/connect.ts";
import { findMember } from "../../../db/memberships.ts";
import { forgetAttempt } from "../../../db/users.ts";
import { Refusal } from "../../domain/errors.ts";
import { demandOwnTokens } from "../../domain/policies/tokens.ts";
import type { Context } from "../context.ts";
import { chooseMembership } from "../session/choose-membership.ts";
import { provePassword } from "../session/prove-password.ts";
import { createToken } from "./create.ts";

type Asked = { email: string; password: string; organizationId?: string; name: string };

/**
 * An API token for whoever knows the password, without a session (`/api-token-auth`): not narrowed, and
 * without an expiry, as Django REST's are, whose clients keep a token for good.
 * @throws Refusal `credentials-wrong`, `account-deactivated`, `sign-in-throttled`, `tokens-personal-missing`
 */
export async function createTokenByPassword(
  ctx: Pick<Context, "runtime" | "client">,
  { email, password, organizationId, name }: Asked,
): Promise<string> {
  const { runtime } = ctx;
  const { userId, passwordHash, attempt } = await provePassword(ctx, email, password);
  await batch(runtime.database, [forgetAttempt(attempt)]);
  const membership = await chooseMembership(runtime, userId, organizationId);
  const member = await findMember(runtime.database, { organizationId: membership.organizationId, userId });
  if (!member) throw new Refusal("account-deactivated");
  demandOwnTokens(member);
  const { token } = await createToken(runtime, {
    asked: { name, expiresAt: null, scopes: null },
    owner: member,
    actor: member.user,
    proof: { passwordHash },
  });
  return token;
}
