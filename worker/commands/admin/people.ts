import { membershipsWith } from "../../../db/deployment/people.ts";
import { asText } from "../../../db/literals.ts";
import type { Role } from "../../domain/organizations/roles.ts";
import { emailSchema } from "../../domain/users/email-address.ts";
import type { CommandPlace } from "../d1/place.ts";

export interface Person {
  userId: string;
  email: string;
  hasPassword: number;
  name: string;
  role: Role;
  organizationId: string;
  organization: string;
  deactivatedAt: number | null;
}

/** The memberships of the user with this address, oldest first; if an organization is named, only that one. */
export async function memberships(
  { database }: CommandPlace,
  { email, organization }: { email: string; organization?: string | undefined },
): Promise<[Person, ...Person[]]> {
  const address = emailSchema.safeParse(email);
  if (!address.success) throw new Error(`${email} is no e-mail address.`);
  const [first, ...others] = await database.query<Person>(
    asText(membershipsWith(address.data, organization)),
  );
  if (!first) throw new Error(`Nobody with the address ${email} is a member${organization ? " there" : ""}.`);
  return [first, ...others];
}
