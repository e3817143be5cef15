import { runsOfCron } from "../../../db/deployment/health.ts";
import { asText } from "../../../db/literals.ts";
import type { CommandPlace } from "../d1/place.ts";
import { ago, type Finding, unwell, well } from "./finding.ts";

const PART = "Cron";
const LATE_MS = 15 * 60_000;

/** When the every-minute jobs last ran. For the local database only `npm run dev` runs them. */
export async function examineCron({ database, local }: CommandPlace, now: number): Promise<Finding> {
  const runs = await database.query<{
    cron: string;
    at: number;
    failedAt: number | null;
    job: string | null;
  }>(asText(runsOfCron()));
  const [last] = runs;
  if (!last) {
    if (local) return well(PART, "npm run dev has not run it yet.");
    return unwell(
      PART,
      "It has never run.",
      "A first run comes within minutes of the first npm run deploy. Otherwise look under Workers & Pages → Settings → Trigger events.",
    );
  }
  const failed = runs.find(({ at, failedAt }) => failedAt !== null && failedAt >= at);
  if (failed) {
    return unwell(
      PART,
      `${failed.job} failed ${ago(failed.failedAt as number, now)}.`,
      'What failed is in the Worker\'s log as "failure": npx wrangler tail.',
    );
  }
  const says = `The last run was ${ago(last.at, now)}.`;
  if (local || last.at > now - LATE_MS) return well(PART, says);
  return unwell(
    PART,
    says,
    "Look under Workers & Pages → Settings → Trigger events, and whether the account is in order.",
  );
}
