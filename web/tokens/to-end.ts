import { MOST_NAMED } from "../../worker/domain/tokens/most-at-once.ts";
import type { Token } from "../outputs.ts";
import type { Owner } from "../secondary-tokens/owner.ts";
import { inWords } from "../secondary-tokens/words.ts";
import { grouped } from "../ui/numbers.ts";

/** An API token, or a session, that is ended with others. */
export type ToEnd = Pick<Token, "id" | "name" | "prefix" | "lastUsedAt" | "lastUsed"> & {
  /** Whose it is, where it is not one's own. */
  user?: Owner;
  /** Of a session: whether it is the one that one sits in, and from where it was begun. */
  session?: { current: boolean; address: string | undefined };
};

/** What ending them is called where they are listed. */
export type Verb = "revoke" | "delete";

export const WORDS = {
  revoke: { action: "Revoke", done: "revoked" },
  delete: { action: "Delete", done: "deleted" },
} as const satisfies Record<Verb, object>;

/** So many at once, and then one sees how far it is. */
const PIECE = 100;

const DAY_MS = 86_400_000;

/** On the button that does it. */
export function actionOf(verb: Verb, tokens: readonly ToEnd[]): string {
  const { action } = WORDS[verb];
  return tokens.some(isCurrent) ? `${action} & sign out` : action;
}

/** The session that one sits in. */
export function isCurrent({ session }: ToEnd): boolean {
  return session?.current ?? false;
}

/** "3 tokens", and where there are sessions among them "2 sessions and 1 API token". */
export function counted(tokens: readonly ToEnd[]): string {
  const sessions = tokens.filter(({ session }) => session).length;
  if (sessions > 0) return inWords(sessions, tokens.length - sessions);
  return tokens.length === 1 ? "1 token" : `${grouped(tokens.length)} tokens`;
}

/** Whose they are, in the order in which they were ticked. */
export function byOwner(tokens: readonly ToEnd[]): ToEnd[][] {
  return [...Map.groupBy(tokens, ({ user }) => user?.id).values()];
}

/**
 * In parts that end one after another. Who is told by mail, which each part sends, has all of theirs in one, as far as
 * the server takes so many; the session that one sits in ends last.
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

/** Which of them were used in the last 24 hours, the latest first. */
export function usedOfLate(tokens: readonly ToEnd[], now: number): ToEnd[] {
  return tokens
    .filter(({ lastUsedAt }) => lastUsedAt !== null && now - Date.parse(lastUsedAt) < DAY_MS)
    .toSorted((a, b) => Date.parse(b.lastUsedAt ?? "") - Date.parse(a.lastUsedAt ?? ""));
}
