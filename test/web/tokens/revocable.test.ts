import { expect, test } from "vitest";
import { inPieces, type Revocable, usedOfLate } from "../../../web/tokens/revocable.ts";

const NOW = Date.parse("2026-11-29T12:00:00Z");

const token = (id: string, owner: string, lastUsedAt: string | null = null): Revocable => ({
  id,
  name: id,
  prefix: `lk_${id}`,
  lastUsedAt,
  lastUsed: null,
  user: { id: owner, name: owner, email: null },
});
const tokensOf = (owner: string, count: number) =>
  Array.from({ length: count }, (_, nth) => token(`${owner} ${nth}`, owner));

test("what is revoked in parts keeps a person's tokens in one, so that they get one mail", () => {
  const ofMany = [
    ...tokensOf("Mei", 60),
    ...tokensOf("Pavel", 30),
    ...tokensOf("Ana", 40),
    ...tokensOf("bot", 260),
  ];
  // As they stand in a list that is sorted by something else.
  const mixed = ofMany.toSorted((a, b) => a.id.slice(-1).localeCompare(b.id.slice(-1)));
  const pieces = inPieces(mixed);
  expect(pieces.map((piece) => piece.length)).toEqual([90, 40, 260]);
  const owners = pieces.map((piece) => [...new Set(piece.map(({ user }) => user.id))]);
  expect(new Set(owners.flat()).size).toBe(owners.flat().length);
  expect(
    pieces
      .flat()
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(ofMany.map(({ id }) => id).toSorted());
});

test("what was used in the last 24 hours is told, the latest first", () => {
  const used = usedOfLate(
    [
      token("never", "Mei"),
      token("a day ago", "Mei", "2026-11-28T12:00:00Z"),
      token("this morning", "Mei", "2026-11-29T08:00:00Z"),
      token("just now", "Pavel", "2026-11-29T11:59:59Z"),
    ],
    NOW,
  );
  expect(used.map(({ id }) => id)).toEqual(["just now", "this morning"]);
});
