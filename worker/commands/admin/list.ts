import { sql } from "drizzle-orm";
import { asText } from "../../../db/literals.ts";
import type { CommandPlace } from "../d1/place.ts";

/** Every organization, one per line. */
export async function listOrganizations({ database }: CommandPlace): Promise<string> {
  const rows = await database.query<Record<string, string | number>>(
    `SELECT o.id, o.kind, t.members || ' members' AS members, t.tokens || ' API tokens' AS tokens, o.name
      FROM organization AS o JOIN organization_tally AS t ON t.organization_id = o.id ORDER BY o.name, o.id`,
  );
  return rows.length === 0 ? "There is no organization yet." : table(rows);
}

/** Every member of all organizations or of one, one per line. */
export async function listPeople(
  { database }: CommandPlace,
  { organization }: { organization?: string | undefined },
): Promise<string> {
  const rows = await database.query<Record<string, string | number>>(
    asText(sql`SELECT m.organization_id, m.user_id, m.role,
        CASE WHEN m.deactivated_at IS NOT NULL THEN 'deactivated'
          WHEN u.kind = 'service' THEN 'service user'
          WHEN u.password_hash IS NULL THEN 'never signed in' ELSE 'signs in' END AS standing,
        coalesce(u.email, '-') AS email, m.name
      FROM membership AS m JOIN user AS u ON u.id = m.user_id
      WHERE ${organization ? sql`m.organization_id = ${organization}` : sql`TRUE`}
      ORDER BY m.organization_id, m.name, m.user_id`),
  );
  return rows.length === 0 ? "There is nobody." : table(rows);
}

function table(rows: readonly Record<string, string | number>[]): string {
  const lines = rows.map((row) => Object.values(row).map(String));
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((word, at) => word.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
