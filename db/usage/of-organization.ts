import type { Counted } from "../../worker/domain/usage/unlisted-requests.ts";
import { type Database, prepare } from "../connect.ts";
import { countInOrganization, MOST_COUNTERS, MOST_TOKENS } from "./sql.ts";

/**
 * The counts of an organization's tokens in the `span` days up to `today`, by method, route and outcome; `isWhole` is
 * false if there are more counts than were read.
 */
export async function countedInOrganization(
  database: Database,
  organizationId: string,
  asked: { today: number; span: number },
): Promise<{ counted: Counted[]; isWhole: boolean }> {
  const { results } = await prepare(database, countInOrganization(organizationId, asked)).all<
    Counted & { counters: number; tokens: number }
  >();
  const counters = results.reduce((sum, row) => sum + row.counters, 0);
  const tokens = results[0]?.tokens ?? 0;
  return {
    counted: results.map(({ method, route, outcome, count }) => ({ method, route, outcome, count })),
    isWhole: counters < MOST_COUNTERS && tokens < MOST_TOKENS,
  };
}
