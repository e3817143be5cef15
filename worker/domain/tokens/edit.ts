import type * as z from "zod/mini";
import { storeEndpoints, type TokenEndpoints } from "../endpoints/own-endpoints.ts";
import { demand } from "../errors.ts";
import { issue, type issueSchema, type TokenTerms } from "./issue.ts";
import { type Scopes, storeScopes } from "./scopes.ts";

type FromTo<Value> = { from: Value; to: Value };

/** What an edit changed, each from what to what. */
export type TokenChanges = {
  name?: FromTo<string>;
  purpose?: FromTo<string | null>;
  expiresAt?: FromTo<number | null>;
  scopes?: FromTo<Scopes>;
  endpoints?: FromTo<TokenEndpoints>;
};

/**
 * The token as `wanted` has it, checked as on creation. What is left out stays, whatever its member holds now.
 * @throws Refusal as `issue`; `token-not-live` if it has expired, which no later expiry undoes
 */
export function edited(
  token: TokenTerms,
  wanted: Partial<z.output<typeof issueSchema>>,
  held: readonly string[],
  now: number,
): TokenTerms {
  const checked = issue({ ...wanted, name: wanted.name ?? token.name, selfRotation: false }, held, now);
  const hasExpired = token.expiresAt !== null && token.expiresAt <= now;
  demand(wanted.expiresAt === undefined || !hasExpired, "token-not-live");
  return {
    name: checked.name,
    purpose: wanted.purpose === undefined ? token.purpose : checked.purpose,
    expiresAt: wanted.expiresAt === undefined ? token.expiresAt : checked.expiresAt,
    scopes: wanted.scopes === undefined ? token.scopes : checked.scopes,
    endpoints: wanted.endpoints === undefined ? token.endpoints : checked.endpoints,
  };
}

/** Whether the token may do more than before, or for longer. */
export function widens({ expiresAt, scopes, endpoints }: TokenChanges): boolean {
  const livesLonger =
    expiresAt && (expiresAt.to ?? Number.POSITIVE_INFINITY) > (expiresAt.from ?? Number.POSITIVE_INFINITY);
  return Boolean(livesLonger) || isWider(scopes) || isWider(endpoints);
}

/** Compares limits that are lists of what is allowed; null for no limit. */
function isWider(limit: FromTo<readonly string[] | null> | undefined): boolean {
  if (!limit || limit.from === null) return false;
  const { from, to } = limit;
  return to === null || to.some((one) => !from.includes(one));
}

/** Null if nothing differs. */
export function changesOf(from: TokenTerms, to: TokenTerms): TokenChanges | null {
  const changes: TokenChanges = {};
  if (from.name !== to.name) changes.name = { from: from.name, to: to.name };
  if (from.purpose !== to.purpose) changes.purpose = { from: from.purpose, to: to.purpose };
  if (from.expiresAt !== to.expiresAt) changes.expiresAt = { from: from.expiresAt, to: to.expiresAt };
  if (storeScopes(from.scopes) !== storeScopes(to.scopes)) {
    changes.scopes = { from: from.scopes, to: to.scopes };
  }
  if (storeEndpoints(from.endpoints) !== storeEndpoints(to.endpoints)) {
    changes.endpoints = { from: from.endpoints, to: to.endpoints };
  }
  return Object.keys(changes).length > 0 ? changes : null;
}
