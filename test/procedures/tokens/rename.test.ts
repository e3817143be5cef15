import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const unknown = { code: "NOT_FOUND", reason: "token-unknown" };

test("a token gets another name, which is recorded once, and goes on", async () => {
  const { member, tokens, statusOf, sentences } = await team();
  const { id, text } = tokens.member;
  const renamed = await member.tokens.rename.mutate({ id, name: " Weekly build " });
  expect(renamed).toMatchObject({ id, name: "Weekly build", state: "live" });
  expect(await member.tokens.rename.mutate({ id, name: "Weekly build" })).toEqual(renamed);
  expect((await member.tokens.list.query({ name: "weekly" })).items).toEqual([renamed]);
  expect(await statusOf(text)).toBe(200);
  expect((await sentences()).filter((told) => told.includes("Weekly build"))).toEqual([
    "Mei Tanaka renamed their API token “Nightly build” to “Weekly build”.",
  ]);
});

test("of several to one name at one moment, one is recorded", async () => {
  const { member, tokens, sentences } = await team();
  const { id } = tokens.member;
  const renaming = Array.from({ length: 5 }, () => member.tokens.rename.mutate({ id, name: "At once" }));
  expect((await Promise.all(renaming)).map(({ name }) => name)).toEqual(Array(5).fill("At once"));
  expect((await sentences()).filter((told) => told.includes("At once"))).toHaveLength(1);
});

test("another's token is unknown, and so is one that has ended", async () => {
  const { member, superuser, tokens } = await team();
  const { id } = tokens.member;
  expect(await refusalOf(superuser.tokens.rename.mutate({ id, name: "Mine" }))).toEqual(unknown);
  expect((await member.tokens.get.query({ id })).name).toBe("Nightly build");
  await member.tokens.revoke.mutate({ id });
  expect(await refusalOf(member.tokens.rename.mutate({ id, name: "Late" }))).toEqual(unknown);
});

test.each([
  [{ name: " " }, "name-blank", "name"],
  [{ name: undefined }, "name-missing", "name"],
  [{ name: "a\u0000b" }, "name-control-characters", "name"],
  [{ id: undefined }, "id-invalid", "id"],
])("%j is refused: %s", async (wrong, reason, field) => {
  const { member, tokens } = await team();
  const renaming = member.tokens.rename.mutate({ id: tokens.member.id, name: "CI", ...wrong } as never);
  expect(await refusalOf(renaming)).toEqual({ code: "BAD_REQUEST", reason, field });
});
