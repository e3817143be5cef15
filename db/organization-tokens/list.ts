import type { ListedState } from "../../worker/domain/tokens/listed-state.ts";
import type { TokenSort } from "../../worker/domain/tokens/token-sort.ts";
import type { Database } from "../connect.ts";
import { nextTokens, type OrganizationToken } from "./page.ts";
import { planOf } from "./plan.ts";
import { termOf, termOfState } from "./term.ts";
import { cursorAt, walkFrom } from "./walk.ts";

type Page = {
  q?: string;
  state?: { is: ListedState; now: number };
  sort: TokenSort;
  cursor?: string;
  limit: number;
  tokenPrefix: string;
};

/**
 * Every API token of an organization, one page at a time. A page reads a bounded number of rows, however many tokens
 * there are, so a page of a search or a state may hold fewer than `limit` though others follow.
 */
export async function listOrganizationTokens(
  database: Database,
  organizationId: string,
  { q, state, sort, cursor, limit, tokenPrefix }: Page,
): Promise<{ items: OrganizationToken[]; nextCursor: string | null }> {
  const walk = walkFrom(organizationId, sort, cursor);
  const words = q ? termOf(q, tokenPrefix) : undefined;
  if (words === null) return { items: [], nextCursor: null };
  const term = state ? termOfState(state, words) : words;
  const search = term ? { term, plan: await planOf(database, walk, term, limit + 1) } : undefined;
  const tokens = await nextTokens(database, walk, search, limit + 1);
  const page = tokens.slice(0, limit);
  const goesOn = tokens.length > limit ? page.at(-1)?.place : search?.plan.end;
  return {
    items: page.map(({ token }) => token),
    nextCursor: goesOn ? cursorAt(walk, goesOn) : null,
  };
}
