import { batch } from "../../db/connect.ts";
import { namePiece, namesDue } from "../../db/organizations/former-names.ts";
import type { Ground } from "./ground.ts";

/** A run of Cron may ask D1 so often, and other jobs ask it too. */
const MOST_PIECES = 100;

/** Of so many people each gets a piece before the first gets another. */
const AT_ONCE = 20;

/** Puts a pseudonym in the place of the names of who left, where their organization has chosen so. */
export async function forgetNames({ database }: Pick<Ground, "database">): Promise<void> {
  for (let pieces = 0; pieces < MOST_PIECES; ) {
    const open = await namesDue(database, AT_ONCE);
    if (open.length === 0) return;
    for (const due of open) await batch(database, namePiece(due));
    pieces += open.length;
  }
}
