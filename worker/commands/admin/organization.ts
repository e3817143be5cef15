import { organizationOf } from "../../../db/deployment/organizations.ts";
import { asText } from "../../../db/literals.ts";
import type { CommandPlace } from "../d1/place.ts";

/** @throws Error in words for an id that no organization has. */
export async function organizationWith(
  { database }: CommandPlace,
  id: string,
): Promise<{ name: string; required: number }> {
  const [found] = await database.query<{ name: string; required: number }>(asText(organizationOf(id)));
  if (!found) throw new Error(`There is no organization ${id}.`);
  return found;
}
