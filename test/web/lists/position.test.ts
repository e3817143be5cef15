import { describe, expect, test } from "vitest";
import { BY_NAME, NEWEST_FIRST, nextOrder, type Order, writeOrder } from "../../../web/lists/order.ts";
import { position } from "../../../web/lists/position.ts";

describe("which rows of a list these are", () => {
  test.each([
    [1, 0, null, undefined, "1 row"],
    [50, 0, "next", 1_234, "Rows 1 to 50 of 1,234"],
    [50, 1_150, "next", undefined, "Rows 1,151 to 1,200, more follow"],
    [34, 1_200, null, 1_234, "Rows 1,201 to 1,234 of 1,234"],
    [34, 1_200, null, undefined, "Rows 1,201 to 1,234 of 1,234"],
    [34, undefined, null, undefined, "34 rows, the last"],
    [50, 0, "next", { count: 212, more: false }, "Rows 1 to 50 of 212"],
    [50, 0, "next", { count: 1_000, more: true }, "Rows 1 to 50 of at least 1,000"],
    [50, 50, "next", { count: 100, more: true }, "Rows 51 to 100, more follow"],
    [12, 50, null, { count: 100, more: true }, "Rows 51 to 62 of at least 100"],
    [12, 1_050, null, { count: 1_000, more: true }, "Rows 1,051 to 1,062 of 1,062"],
    [50, undefined, "next", { count: 1_000, more: true }, "50 rows of at least 1,000"],
    [50, undefined, "next", 1_234, "50 rows of 1,234"],
    [9, 0, null, "3 sessions and 6 API tokens", "3 sessions and 6 API tokens"],
  ])("%d shown behind %s", (shown, before, nextCursor, total, words) => {
    expect(position(shown, before, { nextCursor, total })).toBe(words);
  });
});

describe("a head that is pressed", () => {
  const pressed = (usual: Order, ...heads: string[]) =>
    heads.reduce((order, by) => nextOrder(order, by) ?? usual, usual);

  test.each([
    ["by name, from the newest first", NEWEST_FIRST, "name", ["name", "-name", "-created"]],
    ["by what the list is sorted by already", NEWEST_FIRST, "created", ["created", "-created", "created"]],
    ["by name, from by name", BY_NAME, "name", ["-name", "name", "-name"]],
    ["by last use", BY_NAME, "last_used", ["-last_used", "last_used", "name"]],
    ["by how many", BY_NAME, "members", ["-members", "members", "name"]],
  ])("%s: the third time leads back to the usual order", (_, usual, head, orders) => {
    const presses = [1, 2, 3].map((times) => pressed(usual, ...Array(times).fill(head)));
    expect(presses.map(writeOrder)).toEqual(orders);
  });

  test("sorts by another column from its own beginning", () => {
    expect(writeOrder(pressed(NEWEST_FIRST, "name", "name", "last_used"))).toBe("-last_used");
  });
});
