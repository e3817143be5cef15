import { expect, test } from "vitest";
import { count } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("is a member without an address, with what was given, and is recorded", async () => {
  const { superuser, sentences } = await team();
  const bot = await superuser.team.addServiceUser.mutate({
    name: " deploys ",
    permissions: ["tokens.personal"],
    contact: " Ops@Northwind.example ",
  });
  expect(bot).toEqual({
    id: expect.stringMatching(/^usr_/),
    name: "deploys",
    email: null,
    kind: "service",
    role: "member",
    permissions: ["tokens.personal"],
    visibilityGroups: [],
    contact: "ops@northwind.example",
    deactivatedAt: null,
    invitation: null,
    revision: 0,
  });
  expect(await superuser.team.member.query({ userId: bot.id })).toEqual(bot);
  expect((await sentences(1))[0]).toContain("deploys");
  expect(await count("outbox WHERE recipient = 'ops@northwind.example'")).toBe(0);
});

test("needs a superuser", async () => {
  const { member, nobody } = await team();
  const name = "deploys";
  expect(await refusalOf(member.team.addServiceUser.mutate({ name }))).toMatchObject({
    reason: "role-too-low",
  });
  expect(await refusalOf(nobody.team.addServiceUser.mutate({ name }))).toMatchObject({
    reason: "not-signed-in",
  });
});

test.each([
  [{ name: " " }, "name-blank", "name"],
  [{ permissions: ["reports:burn"] }, "permission-unknown", "permissions"],
  [{ visibilityGroups: ["nowhere"] }, "group-unknown", "visibilityGroups"],
  [{ contact: "nobody" }, "email-invalid", "contact"],
  [{ role: "superuser" }, "field-unknown", "role"],
])("%j is refused: %s", async (wrong, reason, field) => {
  const { superuser } = await team();
  const adding = superuser.team.addServiceUser.mutate({ name: "deploys", ...wrong });
  expect(await refusalOf(adding)).toEqual({ code: "BAD_REQUEST", reason, field });
});
