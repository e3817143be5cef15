import { describe, expect, test } from "vitest";
import { nextOrder } from "../../../web/lists/order.ts";
import { position } from "../../../web/lists/position.ts";

describe("which rows of a list these are", () => {
  test.each([
    [1, 0, null, undefined, "1 row"],
    [50, 0, "next", 1_234, "Rows 1 to 50 of 1,234"],
    [50, 1_150, "next", undefined, "Rows 1,151 to 1,200, more follow"],
    [34, 1_200, null, 1_234, "Rows 1,201 to 1,234 of 1,234"],
    [34, 1_200, null, undefined, "Rows 1,201 to 1,234, the last"],
    [50, undefined, "next", 1_234, "50 rows of 1,234"],
    [9, 0, null, "3 sessions and 6 API tokens", "3 sessions and 6 API tokens"],
  ])("%d shown behind %s", (shown, before, nextCursor, total, words) => {
    expect(position(shown, before, { nextCursor, total })).toBe(words);
  });
});

test("a head pressed three times leads back to the usual order", () => {
  const name = nextOrder(undefined, "name");
  expect(name).toEqual({ by: "name", descending: false });
  const back = nextOrder(name, "name");
  expect(back).toEqual({ by: "name", descending: true });
  expect(nextOrder(back, "name")).toBeUndefined();
  const used = nextOrder(back, "last_used");
  expect(used).toEqual({ by: "last_used", descending: true });
  expect(nextOrder(used, "last_used")).toEqual({ by: "last_used", descending: false });
});
