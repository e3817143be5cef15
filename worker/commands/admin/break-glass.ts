import { asText } from "../../../db/literals.ts";
import { masterAdminAddresses } from "../../../db/members/master-admins.ts";
import { writeRequired } from "../../../db/sign-in/identity-providers.ts";
import type { CommandPlace } from "../d1/place.ts";
import { commit } from "./commit.ts";
import { organizationWith } from "./organization.ts";

/**
 * Opens an organization that locked everybody out: its identity provider is no longer required. All Master Admins are
 * told.
 */
export async function breakGlass(
  place: CommandPlace,
  { organization }: { organization: string },
): Promise<string> {
  const { database } = place;
  const found = await organizationWith(place, organization);
  if (!found.required) return `${found.name} does not require an identity provider.`;
  const recipients = await database.query<{ email: string }>(asText(masterAdminAddresses(organization)));
  const at = Date.now();
  const changed = await commit(place, {
    at,
    change: writeRequired(organization, false),
    activity: [
      {
        action: "provider.required-off",
        detail: {},
        organizationId: organization,
        actor: null,
        subject: null,
        token: null,
        at,
      },
    ],
    mail: recipients.map(({ email }) => ({
      recipient: email,
      notice: { kind: "provider-required-off", organization: found.name, at },
    })),
  });
  if (!changed) throw new Error("Somebody has changed this meanwhile. Try again.");
  return `${found.name} no longer requires its identity provider: everybody can sign in with a password or a passkey again. Its Master Admins are told by mail.`;
}
