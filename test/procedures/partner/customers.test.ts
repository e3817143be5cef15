import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
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
  return { rpc: (await isolate().signedIn(member.user.email ?? "")).rpc, zenith, acme };
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
  [{ cursor: "garbage" }, "cursor-invalid"],
])("%j is refused: %s", async (asked, reason) => {
  const { rpc } = await partner();
  expect(await refusalOf(rpc.partner.customers.query(asked))).toMatchObject({ code: "BAD_REQUEST", reason });
});
