import { PASSWORD, PASSWORD_HASH } from "../factories/password.ts";
import { randomBytes } from "../factories/random-bytes.ts";
import type { SignedInClient } from "../world/clients.ts";
import type { Isolates } from "./isolates.ts";

export type Person = { userId: string; email: string };

export const HELD = ["tokens.personal", "reports:read"];

/** One organization with a Master Admin, who is signed in and holds a token. */
export type Organization = { id: string; master: SignedInClient; masterToken: string };

const CUSTOMER = `INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES (?, 'Northwind Labs', 'customer',
  '[{"key":"reports:read","description":"Can read reports"}]', 0)`;
const USER = "INSERT INTO user (id, email, kind, password_hash, created_at) VALUES (?, ?, 'human', ?, 0)";
const MEMBERSHIP = `INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at)
  VALUES (?, ?, 'Mei Tanaka', 'MEI TANAKA', ?, ?, '[]', 0)`;

export async function addOrganization(isolates: Isolates): Promise<Organization> {
  const id = `org_${randomName()}`;
  await isolates.database.prepare(CUSTOMER).bind(id).run();
  const { email } = await addPerson(isolates, id, "master_admin");
  const master = await isolates.clients[0].signedIn(email, PASSWORD);
  const { token } = await master.rpc.tokens.create.mutate({ name: "Gateway" });
  return { id, master, masterToken: token };
}

export async function addPerson(
  { database }: Isolates,
  organizationId: string,
  role: "member" | "master_admin" = "member",
): Promise<Person> {
  const name = randomName();
  const person = { userId: `usr_${name}`, email: `${name.toLowerCase()}@northwind.example` };
  await database.batch([
    database.prepare(USER).bind(person.userId, person.email, PASSWORD_HASH),
    database.prepare(MEMBERSHIP).bind(organizationId, person.userId, role, JSON.stringify(HELD)),
  ]);
  return person;
}

/** Makes them a member of another organization too. */
export async function admit({ database }: Isolates, organizationId: string, userId: string): Promise<void> {
  await database.prepare(MEMBERSHIP).bind(organizationId, userId, "member", JSON.stringify(HELD)).run();
}

function randomName(): string {
  return Array.from(randomBytes(12), (byte) => (byte % 36).toString(36)).join("");
}
