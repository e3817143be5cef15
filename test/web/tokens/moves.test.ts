import { expect, test } from "vitest";
import { movesFor } from "../../../web/tokens/moves.ts";
import type { Whose } from "../../../web/tokens/whose.ts";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const SERVICE: Whose = { serviceUser: "usr_000000000001" };

const live = { expiresAt: null, suspended: null };
const expired = { expiresAt: "2026-11-28T11:59:59Z", suspended: null };
const suspendedBy = (by: "owner" | "administrator" | "policy") => ({
  expiresAt: null,
  suspended: { at: "2026-11-28T11:00:00Z", until: null, by },
});

test.each([
  ["one's own", live, "own" as const, ["rotate", "suspend", "revoke"]],
  ["a service user's", live, SERVICE, ["rotate", "suspend", "revoke"]],
  ["another's", live, "another's" as const, ["suspend", "revoke"]],
  ["an expired one", expired, "own" as const, ["revoke"]],
  ["one's own, suspended by oneself", suspendedBy("owner"), "own" as const, ["resume", "revoke"]],
  ["one's own, suspended by the policy", suspendedBy("policy"), "own" as const, ["resume", "revoke"]],
  ["one's own, suspended by an administrator", suspendedBy("administrator"), "own" as const, ["revoke"]],
  [
    "another's, suspended by an administrator",
    suspendedBy("administrator"),
    "another's" as const,
    ["resume", "revoke"],
  ],
])("%s", (_, token, whose, moves) => {
  expect(movesFor(token, whose, NOW)).toEqual(moves);
});
