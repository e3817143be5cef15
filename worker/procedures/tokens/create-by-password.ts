import { findMember } from "../../../db/members/memberships.ts";
import { readPolicy } from "../../../db/policy/policy.ts";
import { byPassword } from "../../change/authorize.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { latestExpiryUnder } from "../../domain/policies/longest-life.ts";
import { mayManageOwnTokens } from "../../domain/policies/tokens.ts";
import type { Context } from "../context.ts";
import { breakGlass } from "../session/break-glass.ts";
import { chooseMembership } from "../session/choose-membership.ts";
import { isStillAsOpen } from "../session/open-session.ts";
import { provePassword } from "../session/prove-password.ts";
import { isBreakGlass } from "../session/provider-instead.ts";
import { createToken } from "./create.ts";

type Asked = { email: string; password: string; organizationId?: string; name: string };

/**
 * Makes an API token for somebody who knows the password, without a session (`/api-token-auth`). As in Django REST,
 * whose clients keep a token for good, it is not narrowed and has no expiry unless the policy demands one.
 * @throws Refusal `credentials-wrong`, `account-deactivated`, `provider-required`, `sign-in-throttled`,
 * `passwords-busy`, `tokens-personal-missing`, `token-limit`
 */
export async function createTokenByPassword(
  ctx: Pick<Context, "runtime" | "client" | "firstPassword">,
  asked: Asked,
): Promise<string> {
  const proved = await provePassword(ctx, asked.email, asked.password);
  try {
    return await create(ctx, asked, proved);
  } catch (error) {
    // The member left, or the provider became required, at that moment: what holds now decides.
    if (error instanceof Refusal && error.reason === "member-unknown") return create(ctx, asked, proved);
    throw error;
  }
}

async function create(
  ctx: Pick<Context, "runtime" | "client">,
  { organizationId, name }: Asked,
  { userId, passwordHash }: Awaited<ReturnType<typeof provePassword>>,
): Promise<string> {
  const { runtime } = ctx;
  const membership = await chooseMembership(runtime, userId, organizationId, "password");
  const key = { organizationId: membership.organizationId, userId };
  const member = await findMember(runtime.database, key);
  if (!member) throw new Refusal("account-deactivated");
  const permission = "tokens.personal";
  demand(mayManageOwnTokens(member), "tokens-personal-missing", { missing: permission });
  const policy = await readPolicy(runtime.database, key.organizationId);
  const expiresAt = latestExpiryUnder(policy, member.user.kind, runtime.now());
  const glass = isBreakGlass("password", membership)
    ? await breakGlass(ctx, userId, membership, "api-token-auth")
    : undefined;
  const { token } = await createToken(runtime, {
    besides: glass,
    expects: isStillAsOpen("password", membership),
    asked: { name, purpose: null, expiresAt, scopes: null, endpoints: null, selfRotation: false },
    owner: member,
    actor: member.user,
    authority: { ...byPassword(userId, passwordHash), member: key, permission },
  });
  return token;
}
