import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

async function withGroups() {
  const place = await team();
  const { superuser, users } = place;
  for (const name of ["EMEA", "APAC"]) await superuser.organization.defineGroup.mutate({ name });
  const groups = async () => {
    const home = await superuser.organization.home.query();
    return "definedGroups" in home ? home.definedGroups : [];
  };
  const groupsOfMember = async () =>
    (await superuser.team.member.query({ userId: users.member.id })).visibilityGroups;
  return { ...place, groups, groupsOfMember };
}

test("a group is defined once", async () => {
  const { superuser, groups, sentences } = await withGroups();
  expect(await superuser.organization.defineGroup.mutate({ name: " LATAM " })).toEqual({ name: "LATAM" });
  const told = await sentences();
  expect(told[0]).toBe("Samuel Okafor defined the visibility group “LATAM”.");
  await superuser.organization.defineGroup.mutate({ name: "LATAM" });
  expect(await groups()).toEqual(["APAC", "EMEA", "LATAM"]);
  expect(await sentences()).toEqual(told);
});

test("it is renamed with its members, also to another spelling of its name", async () => {
  const { superuser, users, groups, groupsOfMember, sentences } = await withGroups();
  await superuser.team.editMember.mutate({ userId: users.member.id, visibilityGroups: ["EMEA", "APAC"] });
  const renaming = superuser.organization.defineGroup.mutate({ name: "EMEA", newName: "Europe" });
  expect(await renaming).toEqual({ name: "Europe" });
  expect(await groupsOfMember()).toEqual(expect.arrayContaining(["APAC", "Europe"]));
  expect((await sentences(1))[0]).toBe("Samuel Okafor renamed the visibility group “EMEA” to “Europe”.");
  await superuser.organization.defineGroup.mutate({ name: "APAC", newName: "Apac" });
  expect(await groups()).toEqual(["Apac", "Europe"]);
});

test.each([
  [{ name: "nowhere", newName: "X" }, "NOT_FOUND", "group-missing"],
  [{ name: "EMEA", newName: "APAC" }, "CONFLICT", "group-exists"],
  [{ name: "" }, "BAD_REQUEST", "name-blank"],
  [{ name: "emea" }, "CONFLICT", "group-exists"],
  [{ name: "APAC", newName: "Emea" }, "CONFLICT", "group-exists"],
])("%j is refused: %s", async (input, code, reason) => {
  const { superuser, groups } = await withGroups();
  expect(await refusalOf(superuser.organization.defineGroup.mutate(input))).toMatchObject({ code, reason });
  expect(await groups()).toEqual(["APAC", "EMEA"]);
});

test("is a superuser's, and one organization's groups are none of another's", async () => {
  const { member, stranger } = await withGroups();
  expect(await refusalOf(member.organization.defineGroup.mutate({ name: "X" }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
  const renaming = stranger.organization.defineGroup.mutate({ name: "EMEA", newName: "Mine" });
  expect(await refusalOf(renaming)).toMatchObject({ reason: "group-missing" });
});
