import { tallyOfAll } from "../../../db/deployment/health.ts";
import { asText } from "../../../db/literals.ts";
import type { Schema } from "../d1/migrations.ts";
import type { CommandPlace } from "../d1/place.ts";
import { VERSION } from "../version.ts";
import { type Finding, unwell, well } from "./finding.ts";

const PART = "schema";

export function examineSchema({ applied, pending, unknown }: Schema): Finding {
  if (unknown.length > 0) {
    return unwell(
      PART,
      `The database is of a newer version: it ran ${unknown.join(", ")}.`,
      "Update the checkout: git pull && npm ci.",
    );
  }
  if (applied.length === 0) {
    return unwell(PART, "The database is empty.", "npm run deploy, or npm run dev for the local one.");
  }
  if (pending.length > 0) {
    return unwell(
      PART,
      `The database lacks ${pending.length} migrations: ${pending.join(", ")}.`,
      "npm run deploy runs them; npm run dev those of the local one.",
    );
  }
  return well(PART, `That of version ${VERSION}: ${applied.length} migrations.`);
}

const GB = 1e9;
/** The most that one D1 database holds. */
const MOST_BYTES = 10 * GB;
const MUCH = 0.8;

export async function examineSize({ database }: CommandPlace): Promise<Finding> {
  const bytes = await database.size();
  const [rows] = await database.query<{ organizations: number; members: number; tokens: number }>(
    asText(tallyOfAll()),
  );
  const share = bytes / MOST_BYTES;
  const says = `${inMegabytes(bytes)}, ${(100 * share).toFixed(share < 0.01 ? 2 : 0)} % of the 10 GB that D1 holds: ${rows?.organizations} organizations, ${rows?.members} members, ${rows?.tokens} API tokens.`;
  return share < MUCH
    ? well("size", says)
    : unwell(
        "size",
        says,
        "Delete old activity (ACTIVITY_RETENTION_DAYS), or move organizations to a second deployment. A full database still revokes, for as long as its reserve lasts.",
      );
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
}
