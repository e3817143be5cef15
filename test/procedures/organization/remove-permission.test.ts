import { expect, test } from "vitest";
import { rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("a permission is taken from who held it, and said", async () => {
  const { superuser, users, sentences } = await team();
  const { removePermission } = superuser.organization;
  expect(await removePermission.mutate({ key: "reports:read" })).toEqual({ key: "reports:read" });
  const held = await rows<{ permissions: string }>(
    "SELECT permissions FROM membership WHERE user_id IN (?, ?)",
    users.member.id,
    users.stranger.id,
  );
  expect(held.map(({ permissions }) => permissions).toSorted()).toEqual([
    '["tokens.personal","reports:read","reports:write"]',
    '["tokens.personal","reports:write"]',
  ]);
  expect((await sentences(1))[0]).toBe(
    "Samuel Okafor removed the permission reports:read: “Can read reports”.",
  );
  expect(await refusalOf(removePermission.mutate({ key: "reports:read" }))).toMatchObject({
    code: "NOT_FOUND",
    reason: "permission-missing",
  });
});

test("a permission that is removed takes its endpoints along", async () => {
  const { superuser, reach } = await team();
  await superuser.organization.definePermission.mutate({
    key: "a",
    description: "Can A",
    endpoints: ["GET /a"],
  });
  expect(await reach("GET", "/b")).toBe("endpoint-not-granted");
  await superuser.organization.removePermission.mutate({ key: "a" });
  expect(await reach("GET", "/b")).toBe("ok");
});

test("is a superuser's, and what is built in stays", async () => {
  const { superuser, member } = await team();
  expect(await refusalOf(member.organization.removePermission.mutate({ key: "reports:read" }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
  const builtIn = superuser.organization.removePermission.mutate({ key: "tokens.personal" });
  expect(await refusalOf(builtIn)).toMatchObject({ code: "BAD_REQUEST", reason: "permission-built-in" });
});
