import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { NTH } from "../../factories/many-tokens.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

async function partner() {
  const { member, organization } = await scenario()
    .withOrganization({ name: "Fabrikam Partners", kind: "partner" })
    .withMember()
    .written();
  const { organizations } = await scenario()
    .withOrganization({ name: "Zenith", partnerId: organization.id })
    .withMember()
    .withOrganization({ name: "Acme", partnerId: organization.id })
    .withMember()
    .withToken()
    .withSession()
    .withMember()
    .written();
  const [zenith, acme] = organizations.map(({ id }) => id);
  return {
    rpc: (await isolate().signedIn(member.user.email ?? "")).rpc,
    zenith,
    acme,
    partnerId: organization.id,
  };
}

test("a partner's customers are told by name with their size, and nobody else's, a page at a time", async () => {
  const { rpc, zenith, acme } = await partner();
  await partner();
  const of = { lastActivityAt: null };
  const whole = [
    { ...of, id: acme, name: "Acme", members: 2, tokens: 1 },
    { ...of, id: zenith, name: "Zenith", members: 1, tokens: 0 },
  ];
  expect(await rpc.partner.customers.query()).toEqual({ items: whole, nextCursor: null });
  const first = await rpc.partner.customers.query({ limit: 1 });
  const second = await rpc.partner.customers.query({ limit: 1, cursor: first.nextCursor });
  expect([...first.items, ...second.items]).toEqual(whole);
  expect(second.nextCursor).toBeNull();
});

test.each([
  ["name", ["Acme", "Zenith"]],
  ["-name", ["Zenith", "Acme"]],
  ["members", ["Zenith", "Acme"]],
  ["-tokens", ["Acme", "Zenith"]],
  ["last_activity", ["Acme", "Zenith"]],
  ["-last_activity", ["Zenith", "Acme"]],
])("sorted by %s, page by page", async (sort, names) => {
  const { rpc, zenith } = await partner();
  await rows(
    `INSERT INTO activity (id, organization_id, action, detail, at) VALUES (?1, ?2, 'group.defined', '{"name":"EMEA"}', 5)`,
    `act_${zenith}`,
    zenith,
  );
  const first = await rpc.partner.customers.query({ sort, limit: 1 });
  const second = await rpc.partner.customers.query({ sort, limit: 1, cursor: first.nextCursor });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(names);
  expect(second.nextCursor).toBeNull();
});

test("sorted by account id", async () => {
  const { rpc, zenith, acme } = await partner();
  const { items } = await rpc.partner.customers.query({ sort: "id" });
  expect(items.map(({ id }) => id)).toEqual([zenith, acme].toSorted());
});

test("very many are sorted by name alone", async () => {
  const { rpc, partnerId } = await partner();
  await rows(
    `INSERT INTO organization (id, name, kind, partner_id, api_permissions, created_at)
     ${NTH} SELECT ?2 || n, 'Customer ' || n, 'customer', ?2, '[]', n FROM nth`,
    5_000,
    partnerId,
  );
  expect(await refusalOf(rpc.partner.customers.query({ sort: "-members" }))).toEqual({
    code: "BAD_REQUEST",
    reason: "customers-too-many",
    field: "sort",
  });
  expect((await rpc.partner.customers.query({ sort: "-name" })).items[0]?.name).toBe("Zenith");
  expect(await rpc.partner.customerCount.query()).toEqual({ count: 1_000, more: true });
});

test("members of customers are refused, superusers too", async () => {
  const { superuser, member } = await team();
  for (const rpc of [superuser, member])
    expect(await refusalOf(rpc.partner.customers.query())).toEqual({
      code: "FORBIDDEN",
      reason: "partners-only",
    });
});

test.each([
  [{ limit: 201 }, "limit-invalid"],
  [{ sort: "kind" }, "sort-invalid"],
  [{ cursor: "garbage" }, "cursor-invalid"],
])("%j is refused: %s", async (asked, reason) => {
  const { rpc } = await partner();
  expect(await refusalOf(rpc.partner.customers.query(asked))).toMatchObject({ code: "BAD_REQUEST", reason });
});
