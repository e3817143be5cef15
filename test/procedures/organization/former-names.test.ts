import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("what the activity calls those who left is told, and is their name unless another was chosen", async () => {
  const { superuser, stranger } = await team();
  expect(await superuser.organization.formerNames.query()).toEqual({ formerNames: "name" });
  await superuser.organization.setFormerNames.mutate({ formerNames: "pseudonym" });
  expect(await superuser.organization.formerNames.query()).toEqual({ formerNames: "pseudonym" });
  expect(await stranger.organization.formerNames.query()).toEqual({ formerNames: "name" });
});

test("a member is refused", async () => {
  const { member } = await team();
  expect(await refusalOf(member.organization.formerNames.query())).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
