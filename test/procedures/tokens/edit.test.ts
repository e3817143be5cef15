import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("what is given replaces what was, and the activity says from what to what", async () => {
  const { superuser, tokens, reach, sentences } = await team();
  const { id } = tokens.superuser;
  const edited = await superuser.tokens.edit.mutate({ id, endpoints: ["GET /a"], scopes: ["reports:read"] });
  expect(edited).toMatchObject({ name: "CI", endpoints: ["GET /a"], scopes: ["reports:read"] });
  expect(await reach("GET", "/a")).toBe("ok");
  expect(await reach("GET", "/b")).toBe("endpoint-not-granted");
  expect(await superuser.tokens.edit.mutate({ id, name: "CI 2", endpoints: null })).toMatchObject({
    name: "CI 2",
    endpoints: null,
    scopes: ["reports:read"],
  });
  expect(await reach("GET", "/b")).toBe("ok");
  const told = await sentences();
  expect(told[0]).toBe(
    "Samuel Okafor changed their API token “CI 2”: its name from “CI” to “CI 2”; its endpoints from GET /a to no limit.",
  );
  await superuser.tokens.edit.mutate({ id, name: "CI 2" });
  expect(await sentences()).toEqual(told);
});

test("another's token is unknown", async () => {
  const { superuser, tokens } = await team();
  for (const { id } of [tokens.member, tokens.bot, tokens.stranger])
    expect(await refusalOf(superuser.tokens.edit.mutate({ id, name: "Mine" }))).toEqual({
      code: "NOT_FOUND",
      reason: "token-unknown",
    });
});

test.each([
  [{ endpoints: [] }, "endpoints-empty", "endpoints"],
  [{ endpoints: Array.from({ length: 51 }, (_, n) => `GET /${n}`) }, "endpoints-too-many", "endpoints"],
  [{ endpoints: ["GET /b", "/a"] }, "endpoint-invalid", "endpoints.1"],
  [{ endpoints: [{}] as never }, "endpoints-invalid", "endpoints.0"],
  [{ scopes: ["tokens.introspect"] }, "scopes-not-held", "scopes"],
  [{ expiresAt: "2001-01-01T00:00:00Z" }, "expiry-past", "expiresAt"],
  [{ name: " " }, "name-blank", "name"],
  [{ id: "000000000000" }, "token-unknown", undefined],
])("%j is refused", async (wanted, reason, field) => {
  const { superuser, tokens } = await team();
  const editing = superuser.tokens.edit.mutate({ id: tokens.superuser.id, ...wanted });
  expect(await refusalOf(editing)).toMatchObject(field ? { reason, field } : { reason });
});

test("an expired token is not brought back", async () => {
  const { members, tokens } = await scenario()
    .withOrganization()
    .withMember()
    .withToken({ createdAt: 1, expiresAt: 2 })
    .written();
  const { rpc } = await isolate().signedIn(members[0]?.user.email as string);
  const editing = rpc.tokens.edit.mutate({ id: tokens[0]?.id as string, expiresAt: null });
  expect(await refusalOf(editing)).toMatchObject({ code: "CONFLICT", reason: "token-not-live" });
});
