import { and, type SQL, sql } from "drizzle-orm";
import { fold } from "../../worker/domain/search-term.ts";
import type { ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { displayPrefix } from "../../worker/domain/tokens/token.ts";
import { tokenWithLastUse as t } from "../tables/token-with-last-use.ts";
import { isInState } from "../tokens/listed-state.ts";
import { foundInState } from "../tokens/sql.ts";
import { foundByPath, foundByTrigrams } from "./found-sql.ts";

/** A search term as conditions. */
export type Term = {
  /** Whether a token `t` at rest matches. */
  atRest: SQL;
  /** The same for a token in use. */
  inUse: SQL;
  /** Whether the two differ, because the term is about last uses. */
  isOfLastUse: boolean;
  /** `seq` of at most `most` tokens that an index finds for it; null if no index can. Tokens in use may be missing. */
  found: ((organizationId: string, most: number) => SQL) | null;
};

const TRIGRAM = 3;

/** Null for a term that no token can match. */
export function termOf(q: string, tokenPrefix: string): Term | null {
  if (/\p{Cc}/u.test(q)) return null;
  return q.startsWith("/") ? ofPath(q) : ofText(fold(q), fold(displayPrefix("", tokenPrefix)));
}

/** Searches for a state like for words, alone or beside them. */
export function termOfState({ is, now }: { is: ListedState; now: number }, beside: Term | undefined): Term {
  const isSo = isInState(is, now);
  return {
    atRest: sql`${and(beside?.atRest, isSo)}`,
    inUse: sql`${and(beside?.inUse, isSo)}`,
    isOfLastUse: beside?.isOfLastUse ?? false,
    found: beside?.found ?? ((organizationId, most) => foundInState(is, organizationId, now, most)),
  };
}

/** Matches the beginning of the last used path. Only ASCII is folded, as in the index. */
function ofPath(path: string): Term {
  const length = [...path].length;
  return {
    atRest: sql`upper(substr(${t.sortedUsage}, instr(${t.sortedUsage}, ' ') + 1, ${length})) = upper(${path})`,
    inUse: sql`upper(substr(${t.lastUsedPath}, 1, ${length})) = upper(${path})`,
    isOfLastUse: true,
    found: (organizationId, most) => foundByPath(path, organizationId, most),
  };
}

/** Matches part of the token's name, its displayed prefix, or its owner's name or address. */
function ofText(text: string, prefix: string): Term {
  const query = indexQuery(text, prefix);
  const holds = sql`(instr(${t.nameFolded}, ${text}) > 0 OR instr(${t.ownerFolded}, ${text}) > 0
    OR instr(${prefix} || upper(${t.id}), ${text}) > 0)`;
  return {
    atRest: holds,
    inUse: holds,
    isOfLastUse: false,
    found: query === null ? null : (organizationId, most) => foundByTrigrams(query, organizationId, most),
  };
}

/**
 * The index holds ids after `_`, because the prefix before it is a setting: `LK_3FA` is found as `_3FA`. Everything is
 * quoted, so that no term is read as FTS5 syntax.
 */
function indexQuery(text: string, prefix: string): string | null {
  if (prefix.includes(text)) return null;
  const phrases = [text];
  for (let at = 0; at < prefix.length; at++) {
    if (text.startsWith(prefix.slice(at))) phrases.push(`_${text.slice(prefix.length - at)}`);
  }
  if (phrases.some((phrase) => [...phrase].length < TRIGRAM)) return null;
  return [...new Set(phrases)].map((phrase) => `"${phrase.replaceAll('"', '""')}"`).join(" OR ");
}
