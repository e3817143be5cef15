import { openRestore, tombstonesDue } from "../../../db/deployment/health.ts";
import { asText } from "../../../db/literals.ts";
import type { CommandPlace } from "../d1/place.ts";
import { ago, type Finding, unwell, well } from "./finding.ts";

const PART = "KV";
const LATE_MS = 15 * 60_000;

/** Whether KV can be read, and has been told of every token that ended. */
export async function examineTombstones(
  { database, tombstones }: CommandPlace,
  now: number,
): Promise<Finding> {
  try {
    await tombstones.all().next();
  } catch (error) {
    return unwell(
      PART,
      `The namespace of revoked tokens cannot be read: ${error instanceof Error ? error.message : error}`,
      "Until then, D1 alone refuses revoked tokens. That is enough, unless D1 is put back to an earlier point.",
    );
  }
  const [due] = await database.query<{ n: number; oldest: number | null }>(asText(tombstonesDue()));
  if (!due?.oldest) return well(PART, "It can be read, and knows every token that ended.");
  const says = `${due.n} tokens that ended are not in it yet, the oldest since ${ago(due.oldest, now)}.`;
  if (due.oldest > now - LATE_MS) return well(PART, says);
  return unwell(PART, says, "Cron tells KV: look below whether it runs, and whether KV takes writes.");
}

/** Whether the database was put back to an earlier point, and what came back has been ended. */
export async function examineRestores({ database }: CommandPlace, now: number): Promise<Finding> {
  const [open] = await database.query<{ noticedAt: number }>(asText(openRestore()));
  if (!open) return well("restores", "None is being mended.");
  return unwell(
    "restores",
    `The database was put back, which was noticed ${ago(open.noticedAt, now)}; tokens that came back are being ended.`,
    "Cron does it within minutes, and then mails the Master Admins.",
  );
}
