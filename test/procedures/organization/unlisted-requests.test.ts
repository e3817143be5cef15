import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("what the switch has refused is told, and what it would have", async () => {
  const { superuser, stranger, organization, tokens } = await team();
  const gate = async (uri: string) => {
    // In a separate isolate each use is the first, and is written at once.
    const { bearer, settled } = isolate();
    const headers = { "X-Original-Method": "GET", "X-Original-URI": uri };
    await bearer(tokens.superuser.text).fetch(`/forward-auth/nginx/${organization.id}`, { headers });
    await settled();
  };
  await gate("/exports/42");
  await gate("/reports");
  await superuser.organization.definePermission.mutate({
    key: "reports:read",
    description: "Can read reports",
    endpoints: ["GET /reports"],
  });
  await gate("/exports/43");
  await gate("/reports");
  expect(await superuser.organization.unlistedRequests.query()).toEqual({
    days: 7,
    accepted: 1,
    refused: 1,
    routes: [{ method: "GET", route: "/exports/{id}", count: 2 }],
    isWhole: true,
  });
  expect(await stranger.organization.unlistedRequests.query()).toMatchObject({ accepted: 0, refused: 0 });
});

test("is a superuser's to see", async () => {
  const { member } = await team();
  expect(await refusalOf(member.organization.unlistedRequests.query())).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
