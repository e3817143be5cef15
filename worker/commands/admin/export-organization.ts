import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import { asText } from "../../../db/literals.ts";
import type { CommandPlace } from "../d1/place.ts";

const ROWS_A_PAGE = 1_000;

/**
 * The tables of an organization's data; a test compares them with the schema. `left` names columns that stay out, such
 * as secrets and their hashes.
 */
export const PARTS = [
  { part: "organization", from: sql`organization WHERE id = `, left: [] },
  { part: "visibility_group", from: sql`visibility_group WHERE organization_id = `, left: [] },
  { part: "membership", from: sql`membership WHERE organization_id = `, left: ["folded"] },
  { part: "token", from: sql`token WHERE organization_id = `, left: ["seq", "hash", "hash_earlier"] },
  {
    part: "identity_provider",
    from: sql`identity_provider WHERE organization_id = `,
    left: ["client_secret"],
  },
  { part: "provider_domain", from: sql`provider_domain WHERE organization_id = `, left: [] },
  { part: "provider_subject", from: sql`provider_subject WHERE organization_id = `, left: [] },
  { part: "activity", from: sql`activity WHERE organization_id = `, left: [] },
] as const;

/**
 * Writes an organization's data as JSON lines, `{"part": …, …columns}`, into a new file that only its owner can read.
 */
export async function exportOrganization(
  place: CommandPlace,
  { organization, file }: { organization: string; file: string },
): Promise<string> {
  const [found] = await place.database.query(
    asText(sql`SELECT 1 FROM organization WHERE id = ${organization}`),
  );
  if (!found) throw new Error(`There is no organization ${organization}.`);
  await pipeline(
    Readable.from(linesOf(place, organization)),
    createWriteStream(file, { mode: 0o600, flags: "wx" }),
  );
  return `The organization is in ${file}`;
}

async function* linesOf({ database }: CommandPlace, organization: string): AsyncGenerator<string> {
  for (const { part, from, left } of PARTS) {
    const columns = await database.query<{ name: string }>(`SELECT name FROM pragma_table_info('${part}')`);
    const names = columns
      .map(({ name }) => name)
      .filter((name) => !(left as readonly string[]).includes(name));
    const fields = names.map((name) => `'${name}', "${name}"`).join(", ");
    for (let after = 0; ; ) {
      const rows = await database.query<{ row: number; line: string }>(
        asText(sql`SELECT rowid AS row, json_object('part', ${part}, ${sql.raw(fields)}) AS line
          FROM ${from}${organization} AND rowid > ${after} ORDER BY rowid LIMIT ${ROWS_A_PAGE}`),
      );
      for (const { line } of rows) yield `${line}\n`;
      if (rows.length < ROWS_A_PAGE) break;
      after = rows.at(-1)?.row ?? after;
    }
  }
  yield* people(database, organization);
}

async function* people(database: CommandPlace["database"], organization: string): AsyncGenerator<string> {
  const rows = await database.query<{ line: string }>(
    asText(sql`SELECT json_object('part', 'user', 'id', id, 'email', email, 'kind', kind, 'created_at', created_at) AS line
      FROM user WHERE id IN (SELECT user_id FROM membership WHERE organization_id = ${organization}) ORDER BY id`),
  );
  for (const { line } of rows) yield `${line}\n`;
}
