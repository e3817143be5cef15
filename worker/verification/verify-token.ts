import type { StoredToken } from "../../db/verification.ts";
import type { Actor } from "../domain/actor.ts";
import type { Tombstone } from "../domain/revocation.ts";
import { grant } from "../domain/tokens/grant.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import type { TokenHash } from "../domain/tokens/secret.ts";
import { endsAt, standing } from "../domain/tokens/standing.ts";
import { parseToken, type TokenKind } from "../domain/tokens/token.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Why a token is refused. `revoked` and `expired` are told only to whoever really holds the token:
 * their hash matches. To anybody else it is `unknown`.
 */
export type TokenRefusal =
  | { reason: "unknown" | "deactivated" | "not-permitted" }
  | ({ reason: "revoked" } & Tombstone)
  | { reason: "expired"; at: number }
  /** D1 does not answer, and only D1 may say yes. */
  | { reason: "unavailable" };

export type Verdict = { ok: true; actor: Actor } | { ok: false; refusal: TokenRefusal };

type Presented = {
  /** As it came: what may stand around it is cut off here. */
  text: string;
  kind: TokenKind;
  /** The organization that the caller says the token is of; any other is refused. */
  organizationId?: string;
  /** What it is being used for; null where nobody can tell, and then nothing is recorded. */
  use: LastUse | null;
};

/**
 * The one road from a presented token to who it speaks for: checksum, hash, one D1 query with KV's
 * tombstone beside it, comparison, standing, grant. Every door goes through here.
 */
export async function verifyToken(runtime: Runtime, presented: Presented): Promise<Verdict> {
  const parsed = parseToken(presented.text, runtime.settings.tokenPrefix);
  if (parsed?.kind !== presented.kind) return refuse({ reason: "unknown" });
  const hash = await parsed.plain.hash();
  const now = runtime.now();

  const recollection = runtime.tombstones.recall(hash);
  if (recollection?.tombstone) return refuse({ reason: "revoked", ...recollection.tombstone });
  const leased = runtime.leases.get(hash.toHex(), now, runtime.settings.leaseMs);
  if (leased) return judge(runtime, leased, presented, now);
  const askKv = runtime.tombstones.isDue(recollection, now);
  if (recollection?.missing && !askKv) return refuse({ reason: "unknown" });

  const [read, tombstone] = await Promise.all([
    runtime.reads.read(parsed.id).catch(() => null),
    askKv ? runtime.tombstones.ask(hash, now) : null,
  ]);
  if (read === null) return refuse({ reason: "unavailable" });
  const { stored, beganAt } = read;
  if (stored === null || !stored.hash.equals(hash)) {
    return refuse(await explainMissing(runtime, hash, askKv ? { tombstone } : null));
  }
  // D1 was restored to before the revocation: the tombstone still stands.
  if (tombstone) return refuse({ reason: "revoked", ...tombstone });
  if (runtime.settings.leaseMs > 0) runtime.leases.grant(hash.toHex(), { stored, readBeganAt: beganAt });
  return judge(runtime, stored, presented, now);
}

function judge(runtime: Runtime, stored: StoredToken, presented: Presented, now: number): Verdict {
  const { token, member } = stored;
  if (token.kind !== presented.kind) return refuse({ reason: "unknown" });
  if (presented.organizationId !== undefined && presented.organizationId !== member.organization.id) {
    return refuse({ reason: "unknown" });
  }
  const found = standing(token, member, now, runtime.settings);
  if (found === "expired") return refuse({ reason: "expired", at: endsAt(token, runtime.settings) });
  if (found !== "good") return refuse({ reason: found });
  if (presented.use) runtime.uses.record(runtime, { id: token.id, inUse: stored.inUse }, presented.use);
  return { ok: true, actor: { token, member, permissions: grant(member, token.scopes) } };
}

/** D1 has no such token. KV may know that it was revoked: it is asked now, if it was not just asked. */
async function explainMissing(
  runtime: Runtime,
  hash: TokenHash,
  asked: { tombstone: Tombstone | null } | null,
): Promise<TokenRefusal> {
  const now = runtime.now();
  const tombstone = asked ? asked.tombstone : await runtime.tombstones.ask(hash, now);
  if (tombstone) return { reason: "revoked", ...tombstone };
  runtime.tombstones.rememberMissing(hash, now);
  return { reason: "unknown" };
}

function refuse(refusal: TokenRefusal): Verdict {
  return { ok: false, refusal };
}
