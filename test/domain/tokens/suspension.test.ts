import { expect, test } from "vitest";
import { latestResumption } from "../../../worker/domain/tokens/suspension.ts";

test("a suspension lasts at most a calendar year, a leap day more where there is one", () => {
  const latest = (from: string) => new Date(latestResumption(Date.parse(from))).toISOString();
  expect(latest("2026-11-30T12:00:00.000Z")).toBe("2027-11-30T12:00:00.000Z");
  expect(latest("2027-11-30T12:00:00.000Z")).toBe("2028-11-30T12:00:00.000Z");
});
