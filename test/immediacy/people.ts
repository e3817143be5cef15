import { newIdentifier } from "../../worker/domain/identifiers.ts";
import { PASSWORD, PASSWORD_HASH } from "../factories/password.ts";
import { randomBytes } from "../factories/random-bytes.ts";
import type { SignedInClient } from "../world/clients.ts";
import type { Isolates } from "./isolates.ts";
import type { Statement } from "./rows.ts";

export type Person = { userId: string; email: string };

export const HELD = ["tokens.personal", "reports:read"];

/** An organization with a Master Admin, who is signed in and holds a token. */
export type Organization = { id: string; master: SignedInClient; masterToken: string };

const CUSTOMER = `INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES (?, 'Northwind Labs', 'customer',
  '[{"key":"reports:read","description":"Can read reports"}]', 0)`;
const USER = "INSERT INTO user (id, email, kind, password_hash, created_at) VALUES (?, ?, 'human', ?, 0)";
const MEMBERSHIP = `INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at)
  VALUES (?, ?, 'Mei Tanaka', 'MEI TANAKA', ?, ?, '[]', 0)`;

export async function addOrganization(isolates: Isolates): Promise<Organization> {
  const id = newIdentifier("organization", randomBytes);
  await isolates.writeRows({ sql: CUSTOMER, values: [id] });
  const { email } = await addPerson(isolates, id, "master_admin");
  const master = await isolates.clients[0].signedIn(email, PASSWORD);
  const { token } = await master.rpc.tokens.create.mutate({ name: "Gateway" });
  return { id, master, masterToken: token };
}

export async function addPerson(
  { writeRows }: Isolates,
  organizationId: string,
  role: "member" | "master_admin" = "member",
): Promise<Person> {
  const userId = newIdentifier("user", randomBytes);
  const person = { userId, email: `${userId.toLowerCase()}@northwind.example` };
  await writeRows(
    { sql: USER, values: [person.userId, person.email, PASSWORD_HASH] },
    membership(organizationId, person.userId, role),
  );
  return person;
}

/** Makes the user a member of another organization too. */
export async function admit({ writeRows }: Isolates, organizationId: string, userId: string): Promise<void> {
  await writeRows(membership(organizationId, userId, "member"));
}

function membership(organizationId: string, userId: string, role: "member" | "master_admin"): Statement {
  return { sql: MEMBERSHIP, values: [organizationId, userId, role, JSON.stringify(HELD)] };
}
