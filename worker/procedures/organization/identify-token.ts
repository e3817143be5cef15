import * as z from "zod/mini";
import { wasRevokedIn } from "../../../db/tokens/revocations.ts";
import { findTokenOfOrganization } from "../../../db/tokens/tokens.ts";
import type { RevokedBy } from "../../domain/revocation.ts";
import { rfc3339 } from "../../domain/times.ts";
import { TokenHash } from "../../domain/tokens/secret.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { superuserProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { type PresentedOrganizationToken, presentOrganizationToken } from "./tokens.ts";

const input = z.strictObject({
  id: tokenIdSchema,
  /** SHA-256 of the whole token: the secret itself stays where it was found. */
  hash: z.string({ error: "hash-invalid" }).check(z.regex(/^[0-9a-f]{64}$/i, { error: "hash-invalid" })),
});

type Identified = {
  state: "live" | "suspended" | "expired" | "retired-secret" | "revoked" | "unknown";
  token: PresentedOrganizationToken | null;
  revoked: { at: string; by: RevokedBy } | null;
};

const UNKNOWN: Identified = { state: "unknown", token: null, revoked: null };

/**
 * Whose token somebody has found, within the caller's organization. `unknown` for tokens of other organizations too.
 */
export const identifyToken = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { id, hash } }): Promise<Identified> => {
    const { organization } = actor.member;
    const organizationId = organization.id;
    const { tokenPrefix } = runtime.settings;
    const now = runtime.now();
    const presented = new TokenHash(hash.toLowerCase());
    const found = await findTokenOfOrganization(runtime.database, organizationId, id);
    if (!found) return revokedOr(runtime, organizationId, id, presented);
    const token = presentOrganizationToken(found.token, { tokenPrefix, now, organization });
    const state = token.state === "blocked" ? "live" : token.state;
    if (found.hash.equals(presented)) return { state, token, revoked: null };
    if (found.earlier?.equals(presented)) {
      return { state: token.earlierSecret ? state : "retired-secret", token, revoked: null };
    }
    const tombstone = await runtime.tombstones.ask(presented, now);
    return tombstone?.by === "rotation" ? { state: "retired-secret", token, revoked: null } : UNKNOWN;
  });

/** The tombstone says by the hash that the token was revoked; the activity, that it was of this organization. */
async function revokedOr(
  runtime: Runtime,
  organizationId: string,
  id: string,
  hash: TokenHash,
): Promise<Identified> {
  const tombstone = await runtime.tombstones.ask(hash, runtime.now());
  if (!tombstone || tombstone.by === "rotation") return UNKNOWN;
  const isOurs = await wasRevokedIn(runtime.database, organizationId, { tokenId: id, at: tombstone.at });
  if (!isOurs) return UNKNOWN;
  return { state: "revoked", token: null, revoked: { at: rfc3339(tombstone.at), by: tombstone.by } };
}
