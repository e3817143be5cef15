import * as z from "zod/mini";
import { listOrganizationTokens } from "../../../db/organization-tokens/list.ts";
import type { OrganizationToken } from "../../../db/organization-tokens/page.ts";
import type { Actor } from "../../domain/actor.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import type { Organization } from "../../domain/organizations/membership.ts";
import { searchTermSchema } from "../../domain/search-term.ts";
import { listedStateSchema } from "../../domain/tokens/listed-state.ts";
import { NEWEST_FIRST, tokenSortSchema } from "../../domain/tokens/token-sort.ts";
import { superuserProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { presentToken } from "../tokens/present.ts";

export const tokensInput = z.strictObject({
  q: z.optional(searchTermSchema),
  state: z.optional(listedStateSchema),
  sort: z._default(tokenSortSchema, NEWEST_FIRST),
  cursor: z.nullish(cursorSchema),
  limit: z._default(limitSchema, DEFAULT_LIMIT),
});

export const tokens = superuserProcedure
  .input(z.prefault(tokensInput, {}))
  .query(({ ctx, input }) => listTokensOfOrganization(ctx.runtime, ctx.actor, input));

/**
 * Every API token of the caller's organization. A page may hold fewer than `limit` if few match; the last one has no
 * `nextCursor`.
 */
export async function listTokensOfOrganization(
  runtime: Runtime,
  { member: { organization } }: Actor,
  { q, state, sort, cursor, limit }: z.output<typeof tokensInput>,
) {
  const { database, settings } = runtime;
  const { tokenPrefix } = settings;
  const now = runtime.now();
  const page = await listOrganizationTokens(database, organization.id, {
    q,
    state: state && { is: state, now },
    sort,
    cursor: cursor ?? undefined,
    limit,
    tokenPrefix,
  });
  const shown = { tokenPrefix, now, organization };
  return { ...page, items: page.items.map((token) => presentOrganizationToken(token, shown)) };
}

export function presentOrganizationToken(
  token: OrganizationToken,
  { organization, ...shown }: { tokenPrefix: string; now: number; organization: Organization },
) {
  return {
    ...presentToken(token, { ...shown, holder: { organization, ...token.holder } }),
    user: token.user,
  };
}

export type PresentedOrganizationToken = ReturnType<typeof presentOrganizationToken>;
