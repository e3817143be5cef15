import { batch } from "../../db/connect.ts";
import { namesDue } from "../../db/organizations/former-names.ts";
import { namePiece } from "../../db/organizations/former-names-sql.ts";
import type { Ground } from "./ground.ts";

/** How many people take turns: each gets a piece before the first gets another. */
const AT_ONCE = 20;

/** Replaces the names of members who have left with a pseudonym, if their organization has chosen so. */
export async function forgetNames({
  database,
  mayAskMore,
}: Pick<Ground, "database" | "mayAskMore">): Promise<void> {
  while (mayAskMore()) {
    const open = await namesDue(database, AT_ONCE);
    if (open.length === 0) return;
    for (const due of open) await batch(database, namePiece(due));
  }
}
