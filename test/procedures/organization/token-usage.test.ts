import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { connect } from "../../../db/connect.ts";
import { foldCounts } from "../../../db/usage/fold.ts";
import { isolate } from "../../factories/isolate.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("what anybody's token did is told by day, route and permission, also when it has ended", async () => {
  const { superuser, member, tokens } = await team();
  const { id, text } = tokens.member;
  const { bearer, settled } = isolate();
  await bearer(text).fetch("/forward-auth?permission=reports:read", {
    headers: { "x-original-method": "GET", "x-original-uri": "/reports/42?q=1" },
  });
  await settled();
  const told = await superuser.organization.tokenUsage.query({ id, days: 7 });
  expect(told.days).toHaveLength(7);
  expect(told.days.at(-1)).toEqual({ date: new Date().toISOString().slice(0, 10), accepted: 1, refused: 0 });
  expect(told.routes).toMatchObject([{ method: "GET", route: "/reports/{id}", accepted: 1, refused: 0 }]);
  expect(told.refusals).toEqual([]);
  expect(told.unusedPermissions).toEqual(["tokens.personal", "reports:write"]);
  expect(await member.tokens.usage.query({ id, days: 7 })).toEqual(told);
  await member.tokens.revoke.mutate({ id });
  await foldCounts(connect(env.DB), null);
  expect((await superuser.organization.tokenUsage.query({ id })).routes).toEqual(told.routes);
});

test("a member is refused, and a token of another organization is unknown", async () => {
  const { superuser, member, tokens } = await team();
  expect(await refusalOf(member.organization.tokenUsage.query({ id: tokens.member.id }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
  for (const id of [tokens.stranger.id, "000000000000"])
    expect(await refusalOf(superuser.organization.tokenUsage.query({ id }))).toEqual({
      code: "NOT_FOUND",
      reason: "token-unknown",
    });
});

test.each([0, 91, 1.5])("%d days are refused", async (days) => {
  const { superuser, tokens } = await team();
  const asking = superuser.organization.tokenUsage.query({ id: tokens.bot.id, days });
  expect(await refusalOf(asking)).toMatchObject({ code: "BAD_REQUEST", reason: "days-invalid" });
});
