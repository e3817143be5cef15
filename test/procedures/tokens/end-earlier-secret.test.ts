import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const unknown = { code: "NOT_FOUND", reason: "token-unknown" };

test("both secrets go on until somebody ends the earlier one, once", async () => {
  const { member, tokens, statusOf, sentences } = await team();
  const { id, text } = tokens.member;
  const { token } = await member.tokens.rotate.mutate({ id, endAtFirstUse: false });
  for (const secret of [token, text, token]) expect(await statusOf(secret)).toBe(200);
  expect((await member.tokens.get.query({ id })).earlierSecret).toMatchObject({ endAtFirstUse: false });
  expect(await member.tokens.endEarlierSecret.mutate({ id })).toEqual({ id });
  expect([await statusOf(text), await statusOf(token)]).toEqual([401, 200]);
  expect((await member.tokens.get.query({ id })).earlierSecret).toBeNull();
  const told = await sentences();
  expect(told[0]).toContain("Nightly build");
  expect(await member.tokens.endEarlierSecret.mutate({ id })).toEqual({ id });
  expect(await sentences()).toEqual(told);
});

test("another's token is unknown, and its earlier secret holds on", async () => {
  const { member, superuser, tokens, statusOf } = await team();
  const { id, text } = tokens.member;
  await member.tokens.rotate.mutate({ id });
  expect(await refusalOf(superuser.tokens.endEarlierSecret.mutate({ id }))).toEqual(unknown);
  expect(await refusalOf(member.tokens.endEarlierSecret.mutate({ id: "000000000000" }))).toEqual(unknown);
  expect(await statusOf(text)).toBe(200);
});
