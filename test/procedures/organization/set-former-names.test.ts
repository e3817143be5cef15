import { expect, test } from "vitest";
import { count } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("is chosen and recorded once; names of who left before are due to be replaced", async () => {
  const { superuser, users, sentences } = await team();
  const { setFormerNames } = superuser.organization;
  await superuser.team.removeMember.mutate({ userId: users.member.id });
  expect(await count("name_due")).toBe(0);
  expect(await setFormerNames.mutate({ formerNames: "pseudonym" })).toEqual({ formerNames: "pseudonym" });
  expect(await count("name_due")).toBeGreaterThan(0);
  const told = await sentences();
  expect(told[0]).toContain("Samuel Okafor");
  await setFormerNames.mutate({ formerNames: "pseudonym" });
  expect(await sentences()).toEqual(told);
});

test("is a superuser's, and one of two words", async () => {
  const { superuser, member } = await team();
  expect(await refusalOf(member.organization.setFormerNames.mutate({ formerNames: "pseudonym" }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
  const other = superuser.organization.setFormerNames.mutate({ formerNames: "initials" as "name" });
  expect(await refusalOf(other)).toEqual({
    code: "BAD_REQUEST",
    reason: "former-names-invalid",
    field: "formerNames",
  });
});
