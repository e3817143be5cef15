import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("a member has the cards that they may open, and nothing to define", async () => {
  const { member, organization } = await team();
  expect(await member.organization.home.query()).toEqual({
    id: organization.id,
    name: "Northwind Labs",
    kind: "customer",
    cards: ["users"],
  });
});

test("a superuser has all cards, and what the organization defines", async () => {
  const { superuser, organization } = await team();
  await superuser.organization.defineGroup.mutate({ name: "EMEA" });
  await superuser.organization.definePermission.mutate({
    key: "reports:read",
    description: "Can read reports",
    endpoints: ["GET /reports"],
  });
  expect(await superuser.organization.home.query()).toEqual({
    id: organization.id,
    name: "Northwind Labs",
    kind: "customer",
    cards: ["users", "api-tokens", "activity"],
    apiPermissions: [
      { key: "reports:read", description: "Can read reports", endpoints: ["GET /reports"] },
      { key: "reports:write", description: "Can create and change reports", endpoints: [] },
    ],
    unlistedEndpoints: "refuse",
    definedGroups: ["EMEA"],
  });
});

test("nobody has one without a session", async () => {
  const { nobody } = await team();
  expect(await refusalOf(nobody.organization.home.query())).toMatchObject({ reason: "not-signed-in" });
});
