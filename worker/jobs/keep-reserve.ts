import { fillReserve, isFull } from "../../db/reserve.ts";
import type { Ground } from "./ground.ts";

/** Refills the reserve that revoking used up in a full database, once there is room. */
export async function keepReserve({ database }: Pick<Ground, "database">): Promise<void> {
  await fillReserve(database).catch((error) => {
    if (!isFull(error)) throw error;
  });
}
