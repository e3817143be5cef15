import { expect, test } from "vitest";
import { chipsOf, type Told } from "../../../web/tokens/chips-of.ts";
import { DAY_MS, MINUTE_MS } from "../../../worker/domain/durations.ts";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const at = (ms: number) => new Date(NOW + ms).toISOString();

const QUIET: Told = {
  state: "live",
  createdAt: at(-200 * DAY_MS),
  expiresAt: at(100 * DAY_MS),
  lastUsedAt: at(-DAY_MS),
  rotatedAt: null,
  earlierSecret: null,
  suspended: null,
};
const earlierSecret = { endsAt: at(6 * DAY_MS), endAtFirstUse: true, lastUsedAt: null, lastUsed: null };
const suspendedUntil = (until: string | null) => ({ at: at(-DAY_MS), until, by: "owner" as const });
const today = new Date(NOW + 20 * MINUTE_MS);
const clock = `${String(today.getHours()).padStart(2, "0")}:${String(today.getMinutes()).padStart(2, "0")}`;

test.each<[string, Partial<Told>, string[]]>([
  ["live and used", {}, []],
  ["never expires", { expiresAt: null }, []],
  ["ends within 14 days", { expiresAt: at(3 * DAY_MS) }, ["Expires in 3 days"]],
  ["ends in 15", { expiresAt: at(15 * DAY_MS) }, []],
  [
    "has ended, whatever else",
    { expiresAt: at(-1), earlierSecret, suspended: suspendedUntil(null) },
    ["Expired"],
  ],
  [
    "suspended, with an end today",
    { suspended: suspendedUntil(at(20 * MINUTE_MS)) },
    [`Suspended until ${clock}`],
  ],
  ["suspended without an end", { suspended: suspendedUntil(null) }, ["Suspended"]],
  ["suspended until a moment ago", { suspended: suspendedUntil(at(-1)) }, []],
  ["its member may not", { state: "blocked" }, ["Blocked"]],
  ["being rotated", { earlierSecret, expiresAt: at(DAY_MS) }, ["Expires in 1 day", "Two secrets"]],
  ["the earlier secret has ended", { earlierSecret: { ...earlierSecret, endsAt: at(0) } }, []],
  ["unused for long", { lastUsedAt: at(-125 * DAY_MS) }, ["Unused for 4 months"]],
  ["unused, but rotated since", { lastUsedAt: at(-125 * DAY_MS), rotatedAt: at(-9 * DAY_MS) }, []],
  ["never used in all that time", { lastUsedAt: null }, ["Never used"]],
])("a token that is %s", (_, token, words) => {
  expect(chipsOf({ ...QUIET, ...token }, NOW).map((chip) => chip.words)).toEqual(words);
});
