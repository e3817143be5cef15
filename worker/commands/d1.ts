import type { CommandPlace } from "./d1/place.ts";
import { QUIET_AND_OFFLINE } from "./dev/quiet.ts";
import { inASentence } from "./sentence.ts";

/** The account's deployment, or the one of `npm run dev`. Wrangler takes a while to load: it is asked for last. */
async function commandPlace(remote: boolean): Promise<CommandPlace> {
  if (remote) return (await import("./d1/deployed.ts")).deployedPlace();
  Object.assign(process.env, QUIET_AND_OFFLINE);
  return (await import("./d1/local.ts")).localPlace();
}

/** Does the work and lets go of the database; what goes wrong is one sentence for whoever typed it. */
export async function withPlace(
  remote: boolean,
  work: (place: CommandPlace) => Promise<string>,
): Promise<void> {
  await inASentence(async () => {
    const place = await commandPlace(remote);
    return work(place).finally(() => place.close());
  });
}
