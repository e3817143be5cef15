import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { decodeCursor, encodeCursor } from "../worker/domain/cursor.ts";
import { Refusal } from "../worker/domain/errors.ts";
import type { TokenSort } from "../worker/domain/tokens/token-sort.ts";
import { usage } from "./token-uses.ts";
import { dated } from "./use-sheets.ts";

/** A token's place in an order: what it is sorted by, then its id. */
export type Place = { key: string | number; id: string };

/** An organization's list, as one walk sees it from its first page to its last. */
export type Walk = {
  organizationId: string;
  sort: TokenSort;
  /** When the first page was read (ms UTC): a token used since then stays at its place. */
  since: number;
  /** Where the page before ended. */
  after: Place | null;
};

/** The indexed column of each order. */
const COLUMNS: Record<TokenSort["by"], SQL> = {
  name: sql.raw("t.name_folded"),
  prefix: sql.raw("t.id"),
  user: sql.raw("t.owner_folded"),
  created: sql.raw("t.created_at"),
  last_used: sql.raw("t.sorted_used_at"),
  last_usage: sql.raw("t.sorted_usage"),
};

/** SQLite is told which index an order is, for it would rather filter by another one and sort. */
const INDEXES: Record<TokenSort["by"], SQL> = {
  name: sql.raw("token AS t INDEXED BY token_by_name"),
  prefix: sql.raw("token AS t INDEXED BY token_by_prefix"),
  user: sql.raw("token AS t INDEXED BY token_by_owner"),
  created: sql.raw("token AS t INDEXED BY token_by_creation"),
  last_used: sql.raw("token AS t INDEXED BY token_by_last_use"),
  last_usage: sql.raw("token AS t INDEXED BY token_by_last_usage"),
};

/** What a token in use is sorted by: a use as `dated` writes it, or what all in use have at some moment. */
const MOVING: Partial<
  Record<TokenSort["by"], { of: (use: SQL) => SQL; at: (since: number, earlierUsage: SQL) => SQL }>
> = {
  last_used: {
    of: (use) => sql`CAST(substr(${use}, 1, 16) AS INTEGER)`,
    at: (since) => sql`${since}`,
  },
  last_usage: {
    of: (use) => sql`substr(${use}, 17)`,
    at: (_, earlierUsage) => earlierUsage,
  },
};

const LAST_USE = dated(
  sql.raw("t.last_used_at"),
  usage(sql.raw("t.last_used_method"), sql.raw("t.last_used_path")),
);
const EARLIER_USE = dated(sql.raw("t.earlier_used_at"), sql.raw("t.earlier_usage"));

export function indexedKey({ sort }: Walk): SQL {
  return COLUMNS[sort.by];
}

export function fromIndex({ sort }: Walk): SQL {
  return INDEXES[sort.by];
}

/** Whether tokens change their place in this order whenever they are used. */
export function isMoving({ sort }: Walk): boolean {
  return MOVING[sort.by] !== undefined;
}

/** Tokens that this walk finds by the index, at the place that the index gives them. */
export function isSettled(walk: Walk): SQL {
  return isMoving(walk) ? sql`(t.use_marked_at IS NULL AND t.sorted_used_at <= ${walk.since})` : sql`TRUE`;
}

/**
 * What this walk sorts a token `t` by that is on no sheet: as it was when the walk began. Only of a token whose use
 * was written twice since then is that not known any more: it stands where those in use stood.
 */
export function placedKey(walk: Walk): SQL {
  return keyOf(walk, inItsRow(walk), sql.raw("t.earlier_usage"));
}

/** The same of a token that is on a sheet, of which `s` tells (`stoodOnSheets`). */
export function placedKeyOnSheets(walk: Walk): SQL {
  const row = inItsRow(walk);
  const stood = sql`CASE WHEN s.is_lost THEN NULL WHEN s.stood > ${row} THEN s.stood ELSE ${row} END`;
  return keyOf(walk, stood, sql.raw("coalesce(s.earlier_usage, t.earlier_usage)"));
}

function inItsRow({ since }: Walk): SQL {
  return sql`CASE WHEN t.last_used_at <= ${since} THEN ${LAST_USE}
    WHEN t.earlier_used_at <= ${since} THEN ${EARLIER_USE} END`;
}

function keyOf(walk: Walk, stood: SQL, earlierUsage: SQL): SQL {
  const moving = MOVING[walk.sort.by];
  const settled = indexedKey(walk);
  if (!moving) return settled;
  return sql`CASE WHEN ${isSettled(walk)} OR t.use_marked_at > ${walk.since} THEN ${settled}
    ELSE coalesce(${moving.of(stood)}, ${moving.at(walk.since, earlierUsage)}) END`;
}

export function behind({ sort, after }: Walk, key: SQL): SQL {
  if (after === null) return sql`TRUE`;
  if (sort.by === "prefix") return sql`t.id ${sort.descending ? sql`<` : sql`>`} ${after.id}`;
  return sql`(${key}, t.id) ${sort.descending ? sql`<` : sql`>`} (${after.key}, ${after.id})`;
}

export function inOrder({ sort }: Walk, key: SQL): SQL {
  const direction = sort.descending ? sql`DESC` : sql`ASC`;
  if (sort.by === "prefix") return sql`t.id ${direction}`;
  return sql`${key} ${direction}, t.id ${direction}`;
}

/** As SQLite compares: numbers as such, texts by their bytes in UTF-8. */
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

const CURSOR = z.tuple([z.string(), z.number(), z.union([z.string(), z.number()]), z.string()]);

export function walkFrom(
  organizationId: string,
  sort: TokenSort,
  cursor: string | undefined,
  now: number,
): Walk {
  if (cursor === undefined) return { organizationId, sort, since: now, after: null };
  const [name, since, key, id] = decodeCursor(cursor, CURSOR);
  if (name !== nameOf(sort)) throw new Refusal("cursor-invalid", { field: "cursor" });
  return { organizationId, sort, since, after: { key, id } };
}

export function cursorAt({ sort, since }: Walk, { key, id }: Place): string {
  return encodeCursor([nameOf(sort), since, key, id]);
}

function nameOf({ by, descending }: TokenSort): string {
  return descending ? `-${by}` : by;
}
