import { and, asc, desc, eq, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { decodeCursor, encodeCursor } from "../../worker/domain/cursor.ts";
import { Refusal } from "../../worker/domain/errors.ts";
import { writeSort } from "../../worker/domain/sort.ts";
import type { TokenSort } from "../../worker/domain/tokens/token-sort.ts";
import { tokenWithLastUse as t } from "../tables/token-with-last-use.ts";

/** A token's place in an order: its sort key, then its id. */
export type Place = { key: string | number; id: string };

/** An organization's list from the start of a page. */
export type Walk = {
  organizationId: string;
  sort: TokenSort;
  /** The end of the previous page. */
  after: Place | null;
};

/** The first sort key of each order, followed by the id: a column of the index that SQLite follows. */
const INDEXED: Record<TokenSort["by"], SQLWrapper> = {
  name: t.nameFolded,
  prefix: sql`''`,
  user: t.ownerFolded,
  created: t.createdAt,
  expires: t.sortedExpiry,
  last_used: t.sortedUsedAt,
  last_usage: t.sortedUsage,
};

/** The indexes of last uses are out of date for a token in use: its last use gives its present place. */
const NOW: Partial<Record<TokenSort["by"], SQL>> = {
  last_used: sql`coalesce(${t.lastUsedAt}, -1)`,
  last_usage: sql`coalesce(${t.lastUsedMethod} || ' ' || ${t.lastUsedPath}, '')`,
};

/** Whether a token's last use affects its place, or whether it matches. */
export function isOfLastUse({ sort }: Walk, term: { isOfLastUse: boolean } | undefined): boolean {
  return sort.by in NOW || term?.isOfLastUse === true;
}

/** If last uses matter, the index is right only for tokens at rest. */
export function areAtRest(walk: Walk, term: { isOfLastUse: boolean } | undefined): SQL | undefined {
  return isOfLastUse(walk, term) ? isNull(t.useMarkedAt) : undefined;
}

/** The walk's sort key in its index. */
export function indexedKey({ sort }: Walk): SQLWrapper {
  return INDEXED[sort.by];
}

/** A token's present sort key, whether it is at rest or in use. */
export function keyNow({ sort }: Walk): SQLWrapper {
  return NOW[sort.by] ?? INDEXED[sort.by];
}

export function ofOrganization({ organizationId }: Walk): SQL | undefined {
  // A literal: with a bound value, SQLite does not use an index that covers only API tokens.
  return and(eq(t.organizationId, organizationId), sql`${t.kind} = 'api'`);
}

/** Behind the end of the previous page. */
export function behind({ sort, after }: Walk, key: SQLWrapper, id: SQLWrapper): SQL | undefined {
  if (after === null) return undefined;
  if (sort.by === "prefix") return sql`${id} ${sort.descending ? sql`<` : sql`>`} ${after.id}`;
  return sql`(${key}, ${id}) ${sort.descending ? sql`<` : sql`>`} (${after.key}, ${after.id})`;
}

/** Compares as SQLite does: numbers by value, texts by their UTF-8 bytes. */
export function compare({ sort }: Walk, one: Place, other: Place): number {
  const order = compareKeys(one.key, other.key) || compareKeys(one.id, other.id);
  return sort.descending ? -order : order;
}

function compareKeys(one: string | number, other: string | number): number {
  if (typeof one === "number" || typeof other === "number") return Number(one) - Number(other);
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((character, index) => character !== b[index]);
  if (at === -1) return a.length - b.length;
  return (a[at]?.codePointAt(0) ?? -1) - (b[at]?.codePointAt(0) ?? -1);
}

export function inOrder({ sort }: Walk, key: SQLWrapper, id: SQLWrapper): SQL[] {
  const directed = sort.descending ? desc : asc;
  return sort.by === "prefix" ? [directed(id)] : [directed(key), directed(id)];
}

const CURSOR = z.tuple([z.string(), z.union([z.string(), z.number()]), z.string()]);

export function walkFrom(organizationId: string, sort: TokenSort, cursor: string | undefined): Walk {
  if (cursor === undefined) return { organizationId, sort, after: null };
  const [name, key, id] = decodeCursor(cursor, CURSOR);
  if (name !== writeSort(sort)) throw new Refusal("cursor-invalid", { field: "cursor" });
  return { organizationId, sort, after: { key, id } };
}

export function cursorAt({ sort }: Walk, { key, id }: Place): string {
  return encodeCursor([writeSort(sort), key, id]);
}
