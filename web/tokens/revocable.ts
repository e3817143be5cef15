import type { Token } from "../outputs.ts";

/** A token that is revoked with others. */
export type Revocable = Pick<Token, "id" | "name" | "prefix" | "lastUsedAt" | "lastUsed"> & {
  /** Whose it is; service users have no address. */
  user: { id: string; name: string; email: string | null };
};

/** So many at once, and then one sees how far it is; the server takes more, but not fewer than anybody may hold. */
const PIECE = 100;

const DAY_MS = 86_400_000;

/** Whose they are, in the order in which they were ticked. */
export function byOwner(tokens: readonly Revocable[]): Revocable[][] {
  return [...Map.groupBy(tokens, ({ user }) => user.id).values()];
}

/** In parts that are revoked one after another; all of a person's in one, for each part sends them a mail. */
export function inPieces(tokens: readonly Revocable[]): Revocable[][] {
  const pieces: Revocable[][] = [];
  for (const theirs of byOwner(tokens)) {
    const last = pieces.at(-1);
    if (last && last.length + theirs.length <= PIECE) last.push(...theirs);
    else pieces.push(theirs);
  }
  return pieces;
}

/** Which of them were used in the last 24 hours, the latest first. */
export function usedOfLate(tokens: readonly Revocable[], now: number): Revocable[] {
  return tokens
    .filter(({ lastUsedAt }) => lastUsedAt !== null && now - Date.parse(lastUsedAt) < DAY_MS)
    .toSorted((a, b) => Date.parse(b.lastUsedAt ?? "") - Date.parse(a.lastUsedAt ?? ""));
}
