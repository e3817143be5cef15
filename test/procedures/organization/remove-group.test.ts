import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("a group is removed from its members too, and that is recorded", async () => {
  const { superuser, users, sentences } = await team();
  const { defineGroup, removeGroup, home } = superuser.organization;
  for (const name of ["EMEA", "APAC"]) await defineGroup.mutate({ name });
  await superuser.team.editMember.mutate({ userId: users.member.id, visibilityGroups: ["EMEA", "APAC"] });
  expect(await removeGroup.mutate({ name: "EMEA" })).toEqual({ name: "EMEA" });
  const { visibilityGroups } = await superuser.team.member.query({ userId: users.member.id });
  expect(visibilityGroups).toEqual(["APAC"]);
  expect(await home.query()).toMatchObject({ definedGroups: ["APAC"] });
  expect((await sentences(1))[0]).toBe("Samuel Okafor removed the visibility group “EMEA”.");
  expect(await refusalOf(removeGroup.mutate({ name: "EMEA" }))).toEqual({
    code: "NOT_FOUND",
    reason: "group-missing",
    field: "name",
  });
});

test("one that is removed while it is given to somebody is given to nobody", async () => {
  const { superuser, users } = await team();
  await superuser.organization.defineGroup.mutate({ name: "Brief" });
  await Promise.allSettled([
    superuser.team.editMember.mutate({ userId: users.member.id, visibilityGroups: ["Brief"] }),
    superuser.organization.removeGroup.mutate({ name: "Brief" }),
  ]);
  const { visibilityGroups } = await superuser.team.member.query({ userId: users.member.id });
  expect(visibilityGroups).not.toContain("Brief");
});

test("is a superuser's", async () => {
  const { superuser, member } = await team();
  await superuser.organization.defineGroup.mutate({ name: "EMEA" });
  expect(await refusalOf(member.organization.removeGroup.mutate({ name: "EMEA" }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
