import { asc, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { decodeCursor } from "../worker/domain/cursor.ts";
import { type Sort, writeSort } from "../worker/domain/sort.ts";

/** The sort keys of a list, in order: together they differ for every row. */
export type Keys = readonly [SQLWrapper, ...SQLWrapper[]];

/** A row's values of the keys. */
export type Place = readonly (string | number)[];

export function placeBy(keys: Keys): SQL<Place> {
  return sql`json_array(${listed(keys)})`.mapWith((place: string): Place => JSON.parse(place));
}

export function inOrder({ descending }: Sort, keys: Keys): SQL[] {
  return keys.map((key) => (descending ? desc(key) : asc(key)));
}

/** The place that a cursor of this order holds. */
export function placeIn(sort: Sort, place: Place): Place {
  return [writeSort(sort), ...place];
}

/** Rows behind the place that a cursor of this order names. */
export function behind(cursor: string | undefined, sort: Sort, keys: Keys): SQL | undefined {
  if (cursor === undefined) return undefined;
  const shape = z.tuple([z.literal(writeSort(sort))], z.union([z.string(), z.number()]));
  const [, ...place] = decodeCursor(cursor, shape.check(z.length(keys.length + 1)));
  return sql`${asRow(keys)} ${sort.descending ? sql`<` : sql`>`} ${asRow(place.map((value) => sql`${value}`))}`;
}

/** Rows up to this place. */
export function upTo(place: Place, sort: Sort, keys: Keys): SQL {
  return sql`${asRow(keys)} ${sort.descending ? sql`>=` : sql`<=`} ${asRow(place.map((value) => sql`${value}`))}`;
}

function asRow(values: readonly SQLWrapper[]): SQL {
  return sql`(${listed(values)})`;
}

function listed(values: readonly SQLWrapper[]): SQL {
  return sql.join([...values], sql`, `);
}
