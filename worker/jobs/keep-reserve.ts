import { fillReserve, isFull } from "../../db/reserve.ts";
import type { Ground } from "./ground.ts";

/** Fills up again what revoking in a full database has taken, once there is room. */
export async function keepReserve({ database }: Pick<Ground, "database">): Promise<void> {
  await fillReserve(database).catch((error) => {
    if (!isFull(error)) throw error;
  });
}
