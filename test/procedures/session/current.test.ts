import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { unreachable, watchedDatabase } from "../../factories/watched.ts";
import { refusalOf } from "../../world/refusals.ts";

test("who is signed in is told with what they may, and where else they are a member", async () => {
  const { member, organization } = await scenario()
    .withOrganization({ name: "Northwind Labs" })
    .withMember({
      name: "Mei Tanaka",
      permissions: ["tokens.personal", "reports:read"],
      visibilityGroups: ["EMEA"],
    })
    .written();
  const client = await isolate({ VERIFICATION_LEASE_SECONDS: "30" }).signedIn(member.user.email ?? "");
  const { organizations } = await scenario()
    .withOrganization({ name: "Elsewhere", kind: "partner" })
    .withMember({ user: member.user })
    .withOrganization({ name: "Closed" })
    .withMember({ user: member.user, deactivatedAt: 1 })
    .written();
  const told = await client.rpc.session.current.query();
  expect(told).toEqual({
    user: { id: member.user.id, name: "Mei Tanaka", email: member.user.email, kind: "human" },
    organization: { id: organization.id, name: "Northwind Labs", kind: "customer" },
    role: "member",
    permissions: ["tokens.personal", "reports:read"],
    way: "password",
    provedUntil: expect.stringMatching(/Z$/),
    leaseSeconds: 30,
    permissionCatalogue: expect.arrayContaining([
      { key: "reports:write", description: "Can create and change reports", endpoints: [] },
    ]),
    unlistedEndpoints: "refuse",
    visibilityGroups: ["EMEA"],
    organizations: expect.arrayContaining([
      { id: organization.id, name: "Northwind Labs", kind: "customer" },
      { id: organizations[0]?.id, name: "Elsewhere", kind: "partner" },
    ]),
  });
  expect(told?.organizations).toHaveLength(2);
});

test("nobody is null: without a session, with one that has ended, and for an API token", async () => {
  const { member, token } = await scenario().withOrganization().withMember().withToken().written();
  const { anonymous, bearer, signedIn } = isolate();
  const client = await signedIn(member.user.email ?? "");
  expect(await client.rpc.session.current.query()).not.toBeNull();
  await rows("UPDATE token SET expires_at = 1 WHERE user_id = ? AND kind = 'session'", member.user.id);
  for (const nobody of [anonymous(), bearer(token.text), client])
    expect(await nobody.rpc.session.current.query()).toBeNull();
});

test("while D1 is out of reach nobody is told that they are signed out", async () => {
  const { member } = await scenario().withOrganization().withMember().written();
  const { cookie } = await isolate().signedIn(member.user.email ?? "");
  const { database } = watchedDatabase(env.DB, unreachable);
  const { rpc } = isolate({ DB: database }).anonymous({ cookie });
  expect(await refusalOf(rpc.session.current.query())).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
});
