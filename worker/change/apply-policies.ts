import { batch } from "../../db/connect.ts";
import { policiesDue } from "../../db/policy/policy.ts";
import { policyPiece } from "../../db/policy/sql.ts";
import type { Ground as Verification } from "../verification/ground.ts";

/** How long one run goes on. */
const BUDGET_MS = 20_000;

/** How many organizations take turns: each gets a piece before the first gets another. */
const AT_ONCE = 50;

/** Applies new policies to existing tokens, until the run's budget is spent. */
export async function applyPolicies(
  { database, now }: Pick<Verification, "database" | "now">,
  mayAskMore = () => true,
): Promise<void> {
  const until = now() + BUDGET_MS;
  for (;;) {
    const open = await policiesDue(database, AT_ONCE);
    if (open.length === 0) return;
    for (const due of open) {
      if (now() >= until || !mayAskMore()) return;
      await batch(database, policyPiece(due));
    }
  }
}
