import { and, count, type SQL, sql } from "drizzle-orm";
import { pageOf } from "../../worker/domain/cursor.ts";
import { fold } from "../../worker/domain/search-term.ts";
import type { ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { type MemberTokenSort, NEWEST_FIRST } from "../../worker/domain/tokens/token-sort.ts";
import type { Database } from "../connect.ts";
import { behind, inOrder, placeIn } from "../keyset.ts";
import { tokenWithLastUse as withLastUse } from "../tables/token-with-last-use.ts";
import { isInState } from "../tokens/listed-state.ts";
import { apiTokensOf, LISTED, type ListedToken, listed, type MemberKey } from "../tokens/tokens.ts";
import { BY_TIME, type Key } from "./orders.ts";

/** Selects from a member's API tokens; each field narrows the selection. */
type Narrowed = {
  /** Tokens whose name contains it, or whose id is `id`. */
  name?: string;
  id?: string | null;
  state?: { is: ListedState; now: number };
};

type Page = Narrowed & { sort?: MemberTokenSort; cursor?: string; limit: number };

/** A member's API tokens, newest first by default, one page at a time. A member has few, so all are sorted. */
export async function listApiTokens(
  database: Database,
  member: MemberKey,
  { sort = NEWEST_FIRST, cursor, limit, ...narrowed }: Page,
): Promise<{ items: ListedToken[]; nextCursor: string | null }> {
  const { key, keyOf } = ORDERS[sort.by];
  const rows = await database
    .select(LISTED)
    .from(withLastUse)
    .where(and(those(member, narrowed), behind(cursor, sort, [key, withLastUse.id])))
    .orderBy(...inOrder(sort, [key, withLastUse.id]))
    .limit(limit + 1);
  return pageOf(rows.map(listed), limit, (row) => placeIn(sort, [keyOf(row), row.id]));
}

/** The total over all pages of `listApiTokens`; a single page needs no count. */
export async function totalOf(
  database: Database,
  member: MemberKey,
  { cursor, limit, sort, ...narrowed }: Page,
  page: { items: unknown[]; nextCursor: string | null },
): Promise<number> {
  if (cursor === undefined && page.nextCursor === null) return page.items.length;
  const [counted] = await database.select({ n: count() }).from(withLastUse).where(those(member, narrowed));
  return counted?.n ?? 0;
}

const ORDERS: Record<MemberTokenSort["by"], Key<ListedToken>> = {
  ...BY_TIME,
  name: { key: sql`${withLastUse.nameFolded}`, keyOf: ({ name }) => fold(name) },
  prefix: { key: sql`${withLastUse.id}`, keyOf: ({ id }) => id },
};

function those(member: MemberKey, { name, id, state }: Narrowed): SQL | undefined {
  return and(
    apiTokensOf(withLastUse, member),
    nameContains(name, id),
    state && isInState(state.is, state.now),
  );
}

/** `instr` and not LIKE: a term is literal, and LIKE refuses patterns over 50 bytes on D1. */
function nameContains(term: string | undefined, id: string | null = null): SQL | undefined {
  return term
    ? sql`(instr(${withLastUse.nameFolded}, ${fold(term)}) > 0 OR ${withLastUse.id} IS ${id})`
    : undefined;
}
