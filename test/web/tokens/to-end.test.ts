import { describe, expect, test } from "vitest";
import { actionOf, counted, inPieces, type ToEnd, usedOfLate } from "../../../web/tokens/to-end.ts";

const NOW = Date.parse("2026-11-29T12:00:00Z");

/** A token of a person, who gets mail; of a bot, which gets none; or one's own. */
const token = (id: string, owner?: string, lastUsedAt: string | null = null): ToEnd => ({
  id,
  name: id,
  prefix: `lk_${id}`,
  lastUsedAt,
  lastUsed: null,
  user: owner ? { id: owner, name: owner, email: owner === "bot" ? null : `${owner}@x.example` } : undefined,
});
const session = (id: string, current = false): ToEnd => ({
  ...token(id),
  session: { current, address: undefined },
});
const tokensOf = (owner: string | undefined, count: number) =>
  Array.from({ length: count }, (_, nth) => token(`${owner} ${nth}`, owner));
const idsOf = (tokens: readonly ToEnd[]) => tokens.map(({ id }) => id);
const sizesOf = (pieces: readonly (readonly ToEnd[])[]) => pieces.map(({ length }) => length);

describe("what ends in parts", () => {
  test("keeps a person's tokens in one, so that they get one mail, and splits what nobody is told of", () => {
    const ofMany = [
      ...tokensOf("Mei", 60),
      ...tokensOf("Pavel", 30),
      ...tokensOf("Ana", 140),
      ...tokensOf("bot", 260),
    ];
    // In the order of a list that is sorted by something else.
    const mixed = ofMany.toSorted((a, b) => a.id.slice(-1).localeCompare(b.id.slice(-1)));
    const pieces = inPieces(mixed);
    expect(sizesOf(pieces)).toEqual([90, 140, 100, 100, 60]);
    const people = pieces
      .flatMap((piece) => [...new Set(piece.map(({ user }) => user?.id))])
      .filter((id) => id !== "bot");
    expect(new Set(people).size).toBe(people.length);
    expect(idsOf(pieces.flat()).toSorted()).toEqual(idsOf(ofMany).toSorted());
  });

  test("has no part that is more than the server takes", () => {
    expect(sizesOf(inPieces(tokensOf("Mei", 501)))).toEqual([500, 1]);
    expect(sizesOf(inPieces(tokensOf(undefined, 250)))).toEqual([100, 100, 50]);
  });

  test("ends the session that one sits in last", () => {
    const pieces = inPieces([session("here", true), session("there"), ...tokensOf(undefined, 150)]);
    expect(sizesOf(pieces)).toEqual([100, 52]);
    expect(pieces.at(-1)?.at(-1)?.id).toBe("here");
  });
});

test("sessions are counted apart, and what signs out says so", () => {
  expect(counted(tokensOf(undefined, 1))).toBe("1 token");
  expect(counted(tokensOf(undefined, 1_200))).toBe("1,200 tokens");
  expect(counted([session("there"), ...tokensOf(undefined, 2)])).toBe("1 session and 2 API tokens");
  expect(actionOf("revoke", tokensOf(undefined, 2))).toBe("Revoke");
  expect(actionOf("delete", [session("there")])).toBe("Delete");
  expect(actionOf("delete", [token("a"), session("here", true)])).toBe("Delete & sign out");
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
  expect(idsOf(used)).toEqual(["just now", "this morning"]);
});
