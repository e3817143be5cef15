import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("a token that its owner suspended is honoured again, and that is recorded once", async () => {
  const { member, tokens, statusOf, sentences } = await team();
  const { id, text } = tokens.member;
  await member.tokens.suspend.mutate({ id });
  expect(await statusOf(text)).toBe(401);
  expect(await member.tokens.resume.mutate({ id })).toEqual({ id });
  expect(await statusOf(text)).toBe(200);
  expect(await member.tokens.get.query({ id })).toMatchObject({ state: "live", suspended: null });
  const told = await sentences();
  expect(told[0]).toMatch(/^Mei Tanaka resumed their API token “Nightly build”/);
  expect(await member.tokens.resume.mutate({ id })).toEqual({ id });
  expect(await sentences()).toEqual(told);
});

test("what an administrator suspended stays so, and another's token is unknown", async () => {
  const { member, superuser, tokens, statusOf } = await team();
  const { id, text } = tokens.member;
  await superuser.organization.suspendToken.mutate({ id });
  expect(await refusalOf(member.tokens.resume.mutate({ id }))).toEqual({
    code: "FORBIDDEN",
    reason: "suspended-by-administrator",
  });
  expect(await refusalOf(superuser.tokens.resume.mutate({ id }))).toEqual({
    code: "NOT_FOUND",
    reason: "token-unknown",
  });
  expect(await statusOf(text)).toBe(401);
});
