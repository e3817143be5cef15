import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { eq } from "drizzle-orm";
import { columnsOf, linesOf, peopleOf } from "../../../db/deployment/sql.ts";
import { asText } from "../../../db/literals.ts";
import { activity } from "../../../db/tables/activity.ts";
import { identityProvider } from "../../../db/tables/identity-provider.ts";
import { membership } from "../../../db/tables/membership.ts";
import { organization as organizations } from "../../../db/tables/organization.ts";
import { providerDomain } from "../../../db/tables/provider-domain.ts";
import { providerSubject } from "../../../db/tables/provider-subject.ts";
import { token } from "../../../db/tables/token.ts";
import { visibilityGroup } from "../../../db/tables/visibility-group.ts";
import type { CommandPlace } from "../d1/place.ts";
import { demandNewFile } from "../demand-file.ts";
import { organizationWith } from "./organization.ts";

const ROWS_A_PAGE = 1_000;

/**
 * The tables of an organization's data; a test compares them with the schema. `left` names columns that stay out, such
 * as secrets and their hashes.
 */
export const PARTS = [
  { table: organizations, of: organizations.id, left: [] },
  { table: visibilityGroup, of: visibilityGroup.organizationId, left: [] },
  { table: membership, of: membership.organizationId, left: ["folded"] },
  { table: token, of: token.organizationId, left: ["seq", "hash", "hash_earlier"] },
  { table: identityProvider, of: identityProvider.organizationId, left: ["client_secret"] },
  { table: providerDomain, of: providerDomain.organizationId, left: [] },
  { table: providerSubject, of: providerSubject.organizationId, left: [] },
  { table: activity, of: activity.organizationId, left: [] },
] as const;

/**
 * Writes an organization's data as JSON lines, `{"part": …, …columns}`, to standard output, or into a new file that
 * only its owner can read.
 */
export async function exportOrganization(
  place: CommandPlace,
  { organization, file }: { organization: string; file: string | undefined },
): Promise<string> {
  await organizationWith(place, organization);
  const lines = Readable.from(allLines(place, organization));
  if (file === undefined) {
    await pipeline(lines, process.stdout, { end: false });
    return "";
  }
  demandNewFile(file);
  await pipeline(lines, createWriteStream(file, { mode: 0o600, flags: "wx" }));
  return `The organization is in ${file}`;
}

async function* allLines({ database }: CommandPlace, organization: string): AsyncGenerator<string> {
  for (const { table, of, left } of PARTS) {
    const columns = await database.query<{ name: string }>(asText(columnsOf(table)));
    const names = columns
      .map(({ name }) => name)
      .filter((name) => !(left as readonly string[]).includes(name));
    for (let after = 0; ; ) {
      const rows = await database.query<{ row: number; line: string }>(
        asText(linesOf(table, names, eq(of, organization), { after, limit: ROWS_A_PAGE })),
      );
      for (const { line } of rows) yield `${line}\n`;
      if (rows.length < ROWS_A_PAGE) break;
      after = rows.at(-1)?.row ?? after;
    }
  }
  yield* people(database, organization);
}

async function* people(database: CommandPlace["database"], organization: string): AsyncGenerator<string> {
  const rows = await database.query<{ line: string }>(asText(peopleOf(organization)));
  for (const { line } of rows) yield `${line}\n`;
}
