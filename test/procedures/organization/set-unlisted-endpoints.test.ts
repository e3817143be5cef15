import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("says what becomes of requests that no permission names, at once", async () => {
  const { superuser, reach, sentences } = await team();
  const { definePermission, setUnlistedEndpoints, home } = superuser.organization;
  await definePermission.mutate({
    key: "reports:read",
    description: "Can read",
    endpoints: ["GET /reports"],
  });
  expect(await reach("GET", "/health")).toBe("endpoint-not-granted");
  expect(await setUnlistedEndpoints.mutate({ unlisted: "allow" })).toEqual({ unlisted: "allow" });
  expect(await reach("GET", "/health")).toBe("ok");
  expect(await home.query()).toMatchObject({ unlistedEndpoints: "allow" });
  const told = await sentences();
  await setUnlistedEndpoints.mutate({ unlisted: "allow" });
  expect(await sentences()).toEqual(told);
  await setUnlistedEndpoints.mutate({ unlisted: "refuse" });
  expect(await reach("GET", "/health")).toBe("endpoint-not-granted");
});

test("is a superuser's, and one of two words", async () => {
  const { superuser, member } = await team();
  const { setUnlistedEndpoints } = member.organization;
  expect(await refusalOf(setUnlistedEndpoints.mutate({ unlisted: "allow" }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
  const asking = superuser.organization.setUnlistedEndpoints.mutate({ unlisted: "ask" as "allow" });
  expect(await refusalOf(asking)).toEqual({
    code: "BAD_REQUEST",
    reason: "unlisted-invalid",
    field: "unlisted",
  });
});
