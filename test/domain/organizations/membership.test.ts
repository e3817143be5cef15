import { expect, test } from "vitest";
import { heldPermissions } from "../../../worker/domain/organizations/membership.ts";
import { type Role, reaches } from "../../../worker/domain/organizations/roles.ts";

const apiPermissions = [{ key: "reports:read", description: "Can read reports" }];
const organization = { id: "org_000000000000", name: "O", kind: "customer" as const, apiPermissions };
const held = (role: Role, ...permissions: string[]) => heldPermissions({ organization, role, permissions });

test("a member holds what was granted and is still defined", () => {
  expect(held("member", "reports:read", "reports:write", "tokens.personal")).toEqual([
    "tokens.personal",
    "reports:read",
  ]);
});

test("a superuser holds no more than was granted", () => {
  expect(held("superuser", "reports:read")).toEqual(["reports:read"]);
});

test("a Master Admin holds everything that is defined, and nothing else", () => {
  expect(held("master_admin", "bills:read")).toEqual([
    "tokens.personal",
    "tokens.introspect",
    "reports:read",
  ]);
});

test.each([
  ["member", "superuser", false],
  ["superuser", "superuser", true],
  ["superuser", "master_admin", false],
  ["master_admin", "superuser", true],
] as const)("a %s reaches %s: %s", (role, least, expected) => {
  expect(reaches(role, least)).toBe(expected);
});
