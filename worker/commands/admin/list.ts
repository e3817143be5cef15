import { allOrganizations } from "../../../db/deployment/organizations.ts";
import { everybody } from "../../../db/deployment/people.ts";
import { asText } from "../../../db/literals.ts";
import type { CommandPlace } from "../d1/place.ts";
import { organizationWith } from "./organization.ts";

/** Every organization, one per line. */
export async function listOrganizations({ database }: CommandPlace): Promise<string> {
  const rows = await database.query<Record<string, string | number>>(asText(allOrganizations()));
  return rows.length === 0 ? "There is no organization yet." : table(rows);
}

/** Every member of all organizations or of one, one per line. */
export async function listPeople(
  place: CommandPlace,
  { organization }: { organization?: string | undefined },
): Promise<string> {
  if (organization !== undefined) await organizationWith(place, organization);
  const rows = await place.database.query<Record<string, string | number>>(asText(everybody(organization)));
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
