import { expect, test } from "vitest";
import { inZone } from "../world/in-zone.ts";

test.each([
  ["UTC", "2027-03-28", "2027-03-28T23:59:59.999Z"],
  ["Europe/Berlin", "2027-03-28", "2027-03-28T21:59:59.999Z"],
  ["Europe/Berlin", "2027-10-31", "2027-10-31T22:59:59.999Z"],
  // At midnight the clock goes back to 23:00: the last hour comes twice.
  ["America/Asuncion", "2023-03-25", "2023-03-26T03:59:59.999Z"],
  // At midnight it goes on to 01:00: the next day has no midnight.
  ["Asia/Beirut", "2024-03-30", "2024-03-30T21:59:59.999Z"],
  ["Asia/Beirut", "2024-03-31", "2024-03-31T20:59:59.999Z"],
])("in %s a token that lasts for the day %s ends at %s", (zone, date, end) => {
  const endsAt = inZone<number>(zone, "web/tokens/expiry.ts", "endOf", { date }, 0);
  expect(new Date(endsAt).toISOString()).toBe(end);
});

test.each([
  ["a day of 25 hours", "2026-10-25T22:30:00Z", "2026-10-24T22:10:00Z", "Today"],
  ["the day after one of 25 hours", "2026-10-25T23:15:00Z", "2026-10-25T12:00:00Z", "Yesterday"],
  ["the end of a day of 25 hours", "2026-10-25T22:45:00Z", "2026-10-24T12:00:00Z", "Yesterday"],
  ["the day after one of 23 hours", "2026-03-29T22:15:00Z", "2026-03-29T12:00:00Z", "Yesterday"],
])("where clocks change, yesterday is the calendar's: %s", (_, now, at, label) => {
  const byDay = ["web/pages/activity/by-day.ts", "byDay"] as const;
  const days = inZone<[string, unknown][]>("Europe/Berlin", ...byDay, [{ at }], Date.parse(now));
  expect(days.map(([day]) => day)).toEqual([label]);
});
