import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("how many customers there are is told, and nobody else's are counted", async () => {
  const { member, organization } = await scenario()
    .withOrganization({ kind: "partner" })
    .withMember()
    .withOrganization({ kind: "partner" })
    .written();
  const { rpc } = await isolate().signedIn(member.user.email ?? "");
  expect(await rpc.partner.customerCount.query()).toEqual({ count: 0, more: false });
  await scenario()
    .withOrganization({ partnerId: organization.id })
    .withOrganization({ partnerId: organization.id })
    .withOrganization()
    .written();
  expect(await rpc.partner.customerCount.query()).toEqual({ count: 2, more: false });
});

test("members of customers are refused", async () => {
  const { superuser } = await team();
  expect(await refusalOf(superuser.partner.customerCount.query())).toEqual({
    code: "FORBIDDEN",
    reason: "partners-only",
  });
});
