import { target } from "../deploy/target.ts";
import { type CommandPlace, remotePlace } from "./place.ts";

/** What `npm run deploy` made. @throws Error if it has not run yet */
export async function deployedPlace(): Promise<CommandPlace> {
  const found = await target();
  const { databaseId, namespaceId } = found.found;
  if (databaseId === null || namespaceId === null) {
    throw new Error("There is no deployment yet. Run: npm run deploy");
  }
  return remotePlace(found, { accountId: found.accountId, databaseId, namespaceId });
}
