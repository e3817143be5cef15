import { expect, test } from "vitest";
import { rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("a service user's token is changed by a superuser, who is named", async () => {
  const { superuser, users, tokens, sentences } = await team();
  const asked = { userId: users.bot.id, id: tokens.bot.id };
  const edited = await superuser.team.editToken.mutate({
    ...asked,
    endpoints: ["* /deploys"],
    name: "Deploys",
  });
  expect(edited).toMatchObject({
    id: tokens.bot.id,
    name: "Deploys",
    endpoints: ["* /deploys"],
    scopes: null,
  });
  expect((await superuser.team.tokens.query({ userId: users.bot.id })).items).toEqual([edited]);
  expect((await sentences(1))[0]).toMatch(
    /^Samuel Okafor changed ci-bot's API token “Deploys”: its name from/,
  );
});

test("no person's, none that is another's, and none of another organization", async () => {
  const { superuser, stranger, users, tokens } = await team();
  const edit = (userId: string, id: string, by = superuser) =>
    refusalOf(by.team.editToken.mutate({ userId, id, name: "X" }));
  expect(await edit(users.bot.id, tokens.superuser.id)).toMatchObject({ reason: "token-unknown" });
  expect(await edit(users.member.id, tokens.member.id)).toMatchObject({ reason: "service-users-only" });
  expect(await edit(users.bot.id, tokens.bot.id, stranger)).toMatchObject({ reason: "member-unknown" });
});

test("narrows without a fresh proof, and widens with one alone", async () => {
  const { superuser, users, tokens } = await team();
  const asked = { userId: users.bot.id, id: tokens.bot.id };
  await rows("UPDATE token SET proved_at = 1 WHERE user_id = ?", users.superuser.id);
  await superuser.team.editToken.mutate({ ...asked, scopes: ["reports:read"] });
  const widening = superuser.team.editToken.mutate({ ...asked, scopes: null });
  expect(await refusalOf(widening)).toEqual({ code: "FORBIDDEN", reason: "proof-stale" });
});
