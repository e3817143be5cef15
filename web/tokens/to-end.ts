import { MOST_NAMED } from "../../worker/domain/tokens/most-at-once.ts";
import type { Token } from "../outputs.ts";
import type { Owner } from "../secondary-tokens/owner.ts";
import { inWords } from "../secondary-tokens/words.ts";
import { grouped } from "../ui/numbers.ts";

/** An API token or a session that is ended together with others. */
export type ToEnd = Pick<Token, "id" | "name" | "prefix" | "lastUsedAt" | "lastUsed"> & {
  /** The owner, if it is somebody else. */
  user?: Owner;
  /** Sessions only: whether it is this one, and the address that it was opened from. */
  session?: { current: boolean; address: string | undefined };
};

/** The verb for ending them in this list. */
export type Verb = "revoke" | "delete";

export const WORDS = {
  revoke: { action: "Revoke", done: "revoked" },
  delete: { action: "Delete", done: "deleted" },
} as const satisfies Record<Verb, object>;

/** How many end in one part; between parts the progress shows. */
const PIECE = 100;

const DAY_MS = 86_400_000;

/** On the button that does it. */
export function actionOf(verb: Verb, tokens: readonly ToEnd[]): string {
  const { action } = WORDS[verb];
  return tokens.some(isCurrent) ? `${action} & sign out` : action;
}

/** This session. */
export function isCurrent({ session }: ToEnd): boolean {
  return session?.current ?? false;
}

/** "3 tokens", or with sessions "2 sessions and 1 API token". */
export function counted(tokens: readonly ToEnd[]): string {
  const sessions = tokens.filter(({ session }) => session).length;
  if (sessions > 0) return inWords(sessions, tokens.length - sessions);
  return tokens.length === 1 ? "1 token" : `${grouped(tokens.length)} tokens`;
}

/** Their owners, in the order in which they were ticked. */
export function byOwner(tokens: readonly ToEnd[]): ToEnd[][] {
  return [...Map.groupBy(tokens, ({ user }) => user?.id).values()];
}

/**
 * Parts that end one after another. Each part sends its mail, so an owner's tokens are in one part, as far as the
 * server takes so many. This session ends last.
 */
export function inPieces(tokens: readonly ToEnd[]): ToEnd[][] {
  const pieces: ToEnd[][] = [];
  const inTurn = [...tokens.filter((token) => !isCurrent(token)), ...tokens.filter(isCurrent)];
  for (const theirs of byOwner(inTurn)) {
    const most = theirs[0]?.user?.email ? MOST_NAMED : PIECE;
    for (let from = 0; from < theirs.length; from += most) {
      const part = theirs.slice(from, from + most);
      const last = pieces.at(-1);
      if (last && last.length + part.length <= PIECE) last.push(...part);
      else pieces.push(part);
    }
  }
  return pieces;
}

/** Those that were used in the last 24 hours, latest first. */
export function usedOfLate(tokens: readonly ToEnd[], now: number): ToEnd[] {
  return tokens
    .filter(({ lastUsedAt }) => lastUsedAt !== null && now - Date.parse(lastUsedAt) < DAY_MS)
    .toSorted((a, b) => Date.parse(b.lastUsedAt ?? "") - Date.parse(a.lastUsedAt ?? ""));
}
