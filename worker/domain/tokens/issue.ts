import * as z from "zod/mini";
import { yearsAfter } from "../durations.ts";
import { checkedLimit, endpointsSchema, type TokenEndpoints } from "../endpoints/own-endpoints.ts";
import { Refusal } from "../errors.ts";
import { nameSchema } from "../names.ts";
import { timeSchema } from "../times.ts";
import { creationKeySchema } from "./creation-key.ts";
import { purposeSchema } from "./purpose.ts";
import type { Scopes } from "./scopes.ts";

const LONGEST_LIFE_YEARS = 10;
const MOST_SCOPES = 200;
/** How many tokens a member may hold: it bounds what a list, a mail or the end of them all costs. */
export const MOST_API_TOKENS = 500;

/** What a person says of a new token. */
export const issueSchema = z.strictObject({
  name: nameSchema,
  purpose: purposeSchema,
  key: creationKeySchema,
  expiresAt: z.nullish(timeSchema),
  scopes: z.nullish(
    z
      .array(z.string({ error: "scopes-invalid" }), { error: "scopes-invalid" })
      .check(z.maxLength(MOST_SCOPES, { error: "scopes-invalid" })),
  ),
  endpoints: z.nullish(endpointsSchema),
  selfRotation: z._default(z.boolean({ error: "input-invalid" }), false),
});

/** What can be changed of a token later. */
export type TokenTerms = {
  name: string;
  purpose: string | null;
  expiresAt: number | null;
  scopes: Scopes;
  endpoints: TokenEndpoints;
};

export type NewToken = TokenTerms & { selfRotation: boolean };

/**
 * The token that `input` asks for, for a member that holds `held`.
 * @throws Refusal if the expiry, the scopes or the endpoints cannot be given
 */
export function issue(input: z.output<typeof issueSchema>, held: readonly string[], now: number): NewToken {
  return {
    name: input.name,
    purpose: input.purpose ?? null,
    expiresAt: checkedExpiry(input.expiresAt ?? null, now),
    scopes: checkedScopes(input.scopes ?? null, held),
    endpoints: checkedLimit(input.endpoints ?? null),
    selfRotation: input.selfRotation,
  };
}

/** @throws Refusal `expiry-past`, `expiry-too-far` */
export function checkedExpiry(expiresAt: number | null, now: number): number | null {
  if (expiresAt === null) return null;
  if (!(expiresAt > now)) throw new Refusal("expiry-past", { field: "expiresAt" });
  if (expiresAt > latestExpiry(now)) throw new Refusal("expiry-too-far", { field: "expiresAt" });
  return expiresAt;
}

/** Ms UTC. */
export function latestExpiry(now: number): number {
  return yearsAfter(now, LONGEST_LIFE_YEARS);
}

function checkedScopes(scopes: Scopes, held: readonly string[]): Scopes {
  if (scopes === null) return null;
  if (scopes.length === 0) throw new Refusal("scopes-empty", { field: "scopes" });
  const unheld = scopes.find((scope) => !held.includes(scope));
  if (unheld !== undefined) throw new Refusal("scopes-not-held", { field: "scopes" });
  return [...new Set(scopes)];
}
