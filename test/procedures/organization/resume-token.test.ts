import { expect, test } from "vitest";
import { rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("a token goes on, whoever suspended it; its owner is written, once", async () => {
  const { superuser, member, tokens, users, statusOf, sentences } = await team();
  const { id, text } = tokens.member;
  await superuser.organization.suspendToken.mutate({ id });
  expect(await superuser.organization.resumeToken.mutate({ id })).toEqual({ id });
  expect(await statusOf(text)).toBe(200);
  await member.tokens.suspend.mutate({ id });
  await superuser.organization.resumeToken.mutate({ id });
  await superuser.organization.resumeToken.mutate({ id });
  expect(await statusOf(text)).toBe(200);
  const kinds = await rows(
    "SELECT notice ->> 'kind' AS kind FROM outbox WHERE recipient = ? ORDER BY rowid",
    users.member.email,
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(["token-suspended", "token-resumed", "token-resumed"]);
  expect((await sentences(1))[0]).toMatch(/^Samuel Okafor resumed Mei Tanaka's API token “Nightly build”/);
});

test("is a superuser's, within the organization", async () => {
  const { superuser, member, stranger, tokens, statusOf } = await team();
  const { id, text } = tokens.member;
  await superuser.organization.suspendToken.mutate({ id });
  expect(await refusalOf(member.organization.resumeToken.mutate({ id }))).toMatchObject({
    reason: "role-too-low",
  });
  expect(await refusalOf(stranger.organization.resumeToken.mutate({ id }))).toEqual({
    code: "NOT_FOUND",
    reason: "token-unknown",
  });
  expect(await statusOf(text)).toBe(401);
});
