import { expect, test } from "vitest";
import { count, rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const unknown = { code: "NOT_FOUND", reason: "token-unknown" };

test("anybody's API token ends with the answer; its owner is written, and the activity says who did it", async () => {
  const { superuser, tokens, users, statusOf, sentences } = await team();
  const { id, text } = tokens.member;
  expect(await statusOf(text)).toBe(200);
  expect(await superuser.organization.revokeToken.mutate({ id })).toEqual({ id });
  expect(await statusOf(text)).toBe(401);
  expect((await sentences(1))[0]).toBe("Samuel Okafor revoked Mei Tanaka's API token “Nightly build”.");
  const mail = await rows<{ notice: string }>(
    "SELECT notice FROM outbox WHERE recipient = ?",
    users.member.email,
  );
  expect(mail.map(({ notice }) => JSON.parse(notice))).toMatchObject([
    { kind: "tokens-revoked", administrator: "Samuel Okafor", apiTokens: 1 },
  ]);
  expect(await refusalOf(superuser.organization.revokeToken.mutate({ id }))).toEqual(unknown);
});

test("a session is no API token, and another organization's is unknown", async () => {
  const { superuser, member, tokens, statusOf } = await team();
  const { items } = await member.secondaryTokens.list.query({});
  const session = items.find(({ kind }) => kind === "session")?.id ?? "";
  for (const id of [session, tokens.stranger.id, "000000000000"])
    expect(await refusalOf(superuser.organization.revokeToken.mutate({ id }))).toEqual(unknown);
  expect(await statusOf(tokens.stranger.text)).toBe(200);
  expect(await count("token WHERE id = ?", session)).toBe(1);
});

test("is a superuser's", async () => {
  const { member, tokens, statusOf } = await team();
  const revoking = member.organization.revokeToken.mutate({ id: tokens.superuser.id });
  expect(await refusalOf(revoking)).toEqual({ code: "FORBIDDEN", reason: "role-too-low" });
  expect(await statusOf(tokens.superuser.text)).toBe(200);
});
