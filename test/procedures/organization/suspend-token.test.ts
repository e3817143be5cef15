import { expect, test } from "vitest";
import { rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("anybody's API token rests as long as was said; its owner is written, and told by whom", async () => {
  const { superuser, member, tokens, users, here, statusOf, sentences } = await team();
  const { id, text } = tokens.member;
  const until = new Date(Date.now() + 60_000).toISOString();
  expect(await superuser.organization.suspendToken.mutate({ id, until })).toEqual({ id });
  expect(await statusOf(text)).toBe(401);
  const answer = await here.bearer(text).fetch("/api/v1/me");
  expect(((await answer.json()) as { detail: string }).detail).toContain("by an administrator");
  expect(await member.tokens.get.query({ id })).toMatchObject({
    state: "suspended",
    suspended: { until, by: "administrator" },
  });
  expect((await sentences(1))[0]).toMatch(/^Samuel Okafor suspended Mei Tanaka's API token “Nightly build”/);
  const mail = "SELECT notice ->> 'kind' AS kind FROM outbox WHERE recipient = ?";
  expect(await rows(mail, users.member.email)).toEqual([{ kind: "token-suspended" }]);
});

test("its owner does not change that", async () => {
  const { superuser, member, tokens } = await team();
  const { id } = tokens.member;
  await superuser.organization.suspendToken.mutate({ id });
  const refused = { code: "FORBIDDEN", reason: "suspended-by-administrator" };
  const until = new Date(Date.now() + 1000).toISOString();
  expect(await refusalOf(member.tokens.suspend.mutate({ id, until }))).toEqual(refused);
  expect(await refusalOf(member.tokens.resume.mutate({ id }))).toEqual(refused);
});

test("not into the past, not for over a year, and nothing of another organization", async () => {
  const { superuser, member, tokens, statusOf } = await team();
  const suspend = (asked: { id?: string; until?: string }, by = superuser) =>
    refusalOf(by.organization.suspendToken.mutate({ id: tokens.bot.id, ...asked }));
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  expect(await suspend({ until: inDays(-1) })).toMatchObject({ reason: "until-past", field: "until" });
  expect(await suspend({ until: inDays(367) })).toMatchObject({ reason: "until-too-far", field: "until" });
  expect(await suspend({ id: tokens.stranger.id })).toMatchObject({ reason: "token-unknown" });
  expect(await suspend({}, member)).toMatchObject({ reason: "role-too-low" });
  expect(await statusOf(tokens.bot.text)).toBe(200);
});
