import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { decodeCursor, pageOf } from "../../worker/domain/cursor.ts";
import { type Database, prepare } from "../connect.ts";

export type Customer = {
  id: string;
  name: string;
  members: number;
  tokens: number;
  lastActivityAt: number | null;
};

const PLACE = z.tuple([z.string(), z.string()]);

/** The organizations whose partner this is, by name. */
export async function listCustomers(
  database: Database,
  partnerId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Customer[]; nextCursor: string | null }> {
  const place = cursor === undefined ? undefined : decodeCursor(cursor, PLACE);
  const after = place ? sql`AND (name, id) > (${place[0]}, ${place[1]})` : sql``;
  const { results } = await prepare(
    database,
    sql`SELECT id, name,
tally.members, tally.tokens,
        (SELECT max(at) FROM activity WHERE activity.organization_id = customer.id) AS lastActivityAt
      FROM organization AS customer JOIN organization_tally AS tally ON tally.organization_id = customer.id
      WHERE partner_id = ${partnerId} ${after}
      ORDER BY name, id LIMIT ${limit + 1}`,
  ).all<Customer>();
  return pageOf(results, limit, ({ name, id }) => [name, id]);
}
