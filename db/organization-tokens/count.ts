import { type Counted, MOST_COUNTED } from "../../worker/domain/counted.ts";
import type { ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { type Database, prepare } from "../connect.ts";
import { sizeOf } from "../organizations/tally.ts";
import { countAmong } from "./sql.ts";
import { termOf, termOfState } from "./term.ts";

type Narrowed = {
  q?: string;
  state?: { is: ListedState; now: number };
  tokenPrefix: string;
};

/**
 * How many tokens `listOrganizationTokens` has on all pages. For a search or a state, at most `MOST_COUNTED` tokens are
 * examined: those that its index names, or the newest if it has no index. The count is then a minimum.
 */
export async function countOrganizationTokens(
  database: Database,
  organizationId: string,
  { q, state, tokenPrefix }: Narrowed,
): Promise<Counted> {
  const words = q ? termOf(q, tokenPrefix) : undefined;
  if (words === null) return { count: 0, more: false };
  const term = state ? termOfState(state, words) : words;
  if (!term) return { count: (await sizeOf(database, organizationId)).tokens, more: false };
  const row = await prepare(database, countAmong(organizationId, term, MOST_COUNTED)).first<{
    lookedAt: number;
    count: number;
  }>();
  return { count: Math.min(row?.count ?? 0, MOST_COUNTED), more: (row?.lookedAt ?? 0) > MOST_COUNTED };
}
