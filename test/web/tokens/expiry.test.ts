import { expect, test } from "vitest";
import { endOf } from "../../../web/tokens/expiry.ts";

test("a day is meant to its last instant", () => {
  expect(endOf({ date: "2027-02-20" }, 0)).toBe(new Date(2027, 1, 21).getTime() - 1);
});

test("no date is no end yet", () => expect(endOf({ date: "" }, 0)).toBeUndefined());
