import { batch } from "../../db/connect.ts";
import { policiesDue, policyPiece } from "../../db/policy/policy.ts";
import type { Ground as Verification } from "../verification/ground.ts";

/** How long one run goes on. */
const BUDGET_MS = 20_000;

/** Of so many organizations each gets a piece before the first gets another. */
const AT_ONCE = 50;

/** Brings policies to the tokens that were there when they were set, for as long as a run may take. */
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
