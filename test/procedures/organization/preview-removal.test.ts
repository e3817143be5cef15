import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("who is in a group is told, and who holds a permission, with the tokens that are limited to it", async () => {
  const { superuser, member, users } = await team();
  await superuser.organization.defineGroup.mutate({ name: "EMEA" });
  await superuser.team.editMember.mutate({ userId: users.member.id, visibilityGroups: ["EMEA"] });
  const { query } = superuser.organization.previewRemoval;
  expect(await query({ group: "EMEA" })).toEqual({ members: 1, names: ["Mei Tanaka"], tokens: 0 });
  const holding = { members: 3, names: ["ci-bot", "Mei Tanaka", "Samuel Okafor"], tokens: 0 };
  expect(await query({ permission: "reports:read" })).toEqual(holding);
  await member.tokens.create.mutate({ name: "Narrow", scopes: ["reports:read"] });
  expect(await query({ permission: "reports:read" })).toEqual({ ...holding, tokens: 1 });
  expect((await superuser.team.member.query({ userId: users.member.id })).visibilityGroups).toEqual(["EMEA"]);
});

test("five are named, and what nobody holds is held by nobody", async () => {
  const { superuser } = await team();
  for (const name of ["a", "b", "c", "d"])
    await superuser.team.addServiceUser.mutate({ name, permissions: ["reports:write"] });
  const held = await superuser.organization.previewRemoval.query({ permission: "reports:write" });
  expect([held.members, held.names.length]).toEqual([7, 5]);
  expect(await superuser.organization.previewRemoval.query({ group: "nowhere" })).toEqual({
    members: 0,
    names: [],
    tokens: 0,
  });
});

test("is a superuser's to ask, of one thing at a time", async () => {
  const { superuser, member } = await team();
  expect(await refusalOf(member.organization.previewRemoval.query({ group: "EMEA" }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
  const both = { group: "EMEA", permission: "reports:read" } as { group: string };
  expect(await refusalOf(superuser.organization.previewRemoval.query(both))).toMatchObject({
    code: "BAD_REQUEST",
  });
});
