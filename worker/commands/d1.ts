import type { CommandPlace } from "./d1/place.ts";
import { QUIET_AND_OFFLINE } from "./dev/quiet.ts";
import { inASentence } from "./sentence.ts";

/**
 * The deployment in the account, or the database of `npm run dev`. Wrangler is slow to load, so it is loaded last.
 */
async function commandPlace(remote: boolean): Promise<CommandPlace> {
  if (remote) return (await import("./d1/deployed.ts")).deployedPlace();
  Object.assign(process.env, QUIET_AND_OFFLINE);
  return (await import("./d1/local.ts")).localPlace();
}

/** Does the work and closes the database; an error becomes one sentence for the operator. */
export async function withPlace(
  remote: boolean,
  work: (place: CommandPlace) => Promise<string>,
): Promise<void> {
  await inASentence(async () => {
    const place = await commandPlace(remote);
    return work(place).finally(() => place.close());
  });
}
