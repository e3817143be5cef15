import { randomBytes } from "node:crypto";
import { asText } from "../../../db/literals.ts";
import { insertLink } from "../../../db/sign-in/one-time-links.ts";
import { generateLink, LINK_LIFE_MS, type LinkPurpose, linkUrl } from "../../domain/users/one-time-link.ts";
import type { CommandPlace } from "../d1/place.ts";
import { memberships } from "./people.ts";

/** A one-time link to set a password, for users whom no mail reaches. */
export async function freshLink(
  place: CommandPlace,
  options: { email: string; organization?: string | undefined; origin?: string | undefined },
): Promise<string> {
  const origin = options.origin ?? place.origin ?? "https://YOUR-LATCHKEY";
  if (!URL.canParse(origin))
    throw new Error("--origin: This is no address, as https://tokens.example.com is.");
  const [person] = await memberships(place, options);
  const purpose: LinkPurpose = person.hasPassword ? "password-reset" : "invitation";
  const { id, plain } = generateLink(randomBytes);
  const at = Date.now();
  const link = {
    id,
    userId: person.userId,
    organizationId: purpose === "invitation" ? person.organizationId : null,
    purpose,
    hash: await plain.hash(),
    createdAt: at,
    expiresAt: at + LINK_LIFE_MS[purpose],
  };
  await place.database.run([asText(insertLink(link))]);
  return `${person.email} sets their password by this link, once, until ${new Date(at + LINK_LIFE_MS[purpose]).toISOString()}:

  ${linkUrl(origin.replace(/\/+$/, ""), plain)}
`;
}
