import { and, asc, count, eq, gt, max, or } from "drizzle-orm";
import type { TokenHash } from "../../worker/domain/tokens/secret.ts";
import { build } from "../connect.ts";
import { named } from "../operators.ts";
import { organization } from "../tables/organization.ts";
import { token } from "../tables/token.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/** How many of the oldest `most` tokens of a member there are, and the last of them. */
export function oldestOf({ organizationId, userId }: MemberKey, most: number) {
  const oldest = build
    .select({ seq: token.seq })
    .from(token)
    .where(and(eq(token.organizationId, organizationId), eq(token.userId, userId)))
    .orderBy(asc(token.seq))
    .limit(most)
    .as("oldest");
  return build.select(named({ n: count(), through: max(oldest.seq) })).from(oldest);
}

/** A live API token and its owner; with `secret`, only if that secret is valid at this moment (ms UTC). */
export function liveToken(id: string, secret: TokenHash | undefined, now: number) {
  const { organizationId, userId } = token;
  const hash = secret?.toBytes();
  const holds =
    hash && or(eq(token.hash, hash), and(eq(token.hashEarlier, hash), gt(token.earlierEndsAt, now)));
  return build
    .select(named({ id: token.id, organizationId, userId, organization: organization.name }))
    .from(token)
    .innerJoin(organization, eq(organization.id, organizationId))
    .where(and(eq(token.id, id), eq(token.kind, "api"), holds));
}
