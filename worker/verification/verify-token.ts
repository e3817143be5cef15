import type { StoredToken } from "../../db/tokens/verification.ts";
import type { Actor } from "../domain/actor.ts";
import type { CatalogueTree } from "../domain/endpoints/catalogue.ts";
import { type Reach, type ReachRefusal, reach, type Wanted } from "../domain/endpoints/reach.ts";
import { reachOfLatchkey } from "../domain/endpoints/reach-of-latchkey.ts";
import { Refusal } from "../domain/errors.ts";
import type { Tombstone } from "../domain/revocation.ts";
import { grant } from "../domain/tokens/grant.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import { type PresentedSecret, secretOf } from "../domain/tokens/rotation.ts";
import type { TokenHash } from "../domain/tokens/secret.ts";
import { endsAt, standing } from "../domain/tokens/standing.ts";
import type { Suspension } from "../domain/tokens/suspension.ts";
import { parseToken, type TokenKind } from "../domain/tokens/token.ts";
import { isOfTeam } from "./access-team.ts";
import type { Ground } from "./ground.ts";

/**
 * Why a token is refused. Only a holder whose hash matches is told `revoked` or `expired`; anybody else is told
 * `unknown`.
 */
export type TokenRefusal =
  | { reason: "unknown" | "deactivated" | "not-permitted" | "way-closed" }
  | ({ reason: "revoked" } & Tombstone)
  | { reason: "expired"; at: number }
  /** The token is valid, but belongs to another organization than the API, or may not make this request. */
  | { reason: "organization-other" }
  | { reason: "out-of-reach"; actor: Actor; why: ReachRefusal }
  /** Another secret of the same token has replaced it. */
  | { reason: "retired"; at: number }
  | ({ reason: "suspended" } & Suspension)
  /** D1 does not answer, and only D1 may say yes. `told`: what the caller is told. */
  | { reason: "unavailable"; told: Refusal };

/** The request's endpoint and the permission that opened it, if the catalogue or the token names them. */
export type Reached = Pick<Extract<Reach, { ok: true }>, "endpoint" | "permission">;

export type Verdict = { ok: true; actor: Actor; reached: Reached } | { ok: false; refusal: TokenRefusal };

export type PresentedFor =
  | { to: "latchkey"; wanted: Wanted }
  /** The token has to belong to each of `organizationIds`, whose values may be of any type. */
  | { to: "organization"; wanted: Wanted; organizationIds?: readonly unknown[] };

type Presented = {
  /** As it came; surrounding whitespace is cut off here. */
  text: string;
  kind: TokenKind;
  /** The organization that the caller says the token belongs to; any other is refused. */
  organizationId?: string;
  /** What the token is used for; null if that is ambiguous, and then nothing is recorded. */
  use: LastUse | null;
  /** The request that an API token is wanted for, and whose API it is. Left out if the caller does not say. */
  request?: PresentedFor;
};

type Parsed = { id: string; kind: TokenKind };

/**
 * The one road from a presented token to its actor: checksum, hash, one D1 query, comparison, standing, grant, reach.
 * Every door goes through here. KV is asked if D1 has no such token, to say why; and for every token while D1 is
 * known to have been put back.
 */
export async function verifyToken(ground: Ground, presented: Presented): Promise<Verdict> {
  const parsed = parseToken(presented.text, ground.settings.tokenPrefix);
  if (parsed?.kind !== presented.kind) return refuse({ reason: "unknown" });
  const hash = await parsed.plain.hash();
  const now = ground.now();

  const recollection = ground.tombstones.recall(hash);
  if (recollection?.tombstone) return refuseRevoked(ground, parsed, recollection.tombstone, presented);
  const leased = ground.leases.get(hash.toHex(), now, ground.settings.leaseMs);
  const leasedCatalogue = leased && ground.endpoints.recall(leased.limits);
  if (leased && leasedCatalogue !== undefined) {
    return judge(ground, { stored: leased, catalogue: leasedCatalogue, secret: "present" }, presented, now);
  }
  if (recollection?.missing && !ground.tombstones.isDue(recollection, now)) {
    return refuse({ reason: "unknown" });
  }

  const failed = failedIn(ground);
  const [reading, asking] = [ground.reads.read(parsed.id).catch(failed), ground.fence.upToDate(now)];
  const read = await reading;
  if (read instanceof Refusal) return refuse({ reason: "unavailable", told: read });
  const { found, asked, beganAt } = read;
  const secret = found && secretOf(found.stored, hash, now);
  if (found === null || secret === null) return refuseMissing(ground, parsed, hash, presented);
  if (asking) await asking;
  const isRestored = await ground.fence.tells({ asked, found: found.fence }).catch(failed);
  if (isRestored instanceof Refusal) return refuse({ reason: "unavailable", told: isRestored });
  if (isRestored) {
    const tombstone = await askWhereDue(ground, hash);
    if (tombstone) return refuseRevoked(ground, parsed, tombstone, presented);
  }
  const { stored } = found;
  // A token with two secrets reports each use: the first use of the new one may end the other.
  if (stored.earlier === null && ground.settings.leaseMs > 0) {
    ground.leases.grant(hash.toHex(), { stored, readBeganAt: beganAt });
  }
  return judge(ground, { ...found, secret }, presented, now);
}

async function judge(
  ground: Ground,
  {
    stored,
    catalogue,
    secret,
  }: { stored: StoredToken; catalogue: CatalogueTree | null; secret: PresentedSecret },
  presented: Presented,
  now: number,
): Promise<Verdict> {
  const { token, member, earlier } = stored;
  if (token.kind !== presented.kind) return refuse({ reason: "unknown" });
  if (presented.organizationId !== undefined && presented.organizationId !== member.organization.id) {
    return refuse({ reason: "unknown" });
  }
  if (stored.ended) return refuse({ reason: "revoked", ...stored.ended });
  if (secret === "retired") {
    noteRetired(ground, token.id, presented);
    return refuse({ reason: "retired", at: earlier?.endsAt ?? now });
  }
  const found = standing(token, member, now, {
    ...ground.settings,
    requiresProvider: stored.requiresProvider,
    providerEnded: stored.providerEnded,
  });
  if (found !== "good" && token.kind === "api") ground.usage.refused(ground, token.id, presented, found);
  if (found === "expired") return refuse({ reason: "expired", at: endsAt(token, ground.settings) });
  if (found === "suspended") return refuse({ reason: "suspended", ...(token.suspension as Suspension) });
  if (found !== "good") return refuse({ reason: found });
  const isOpen = await isOfTeam(ground, stored).catch(failedIn(ground));
  if (isOpen instanceof Refusal) return refuse({ reason: "unavailable", told: isOpen });
  if (!isOpen) return refuse({ reason: "way-closed" });
  if (secret === "earlier" && presented.use) ground.secrets.earlierUsed(token.id, now, presented.use);
  if (presented.use) {
    ground.gathering.use(ground, { id: token.id, inUse: stored.inUse, at: ground.now(), use: presented.use });
  }
  const limits = ground.endpoints.limitsOf(stored.limits, catalogue);
  const endings = [token.expiresAt, secret === "earlier" ? earlier?.endsAt : null].filter((at) => at != null);
  const actor = {
    token,
    member,
    endsAt: endings.length > 0 ? Math.min(...endings) : null,
    permissions: grant(member, token.scopes),
    limits,
  };
  if (!isOfAll(member.organization.id, presented.request)) {
    ground.usage.refused(ground, token.id, presented, "organization-other");
    return refuse({ reason: "organization-other" });
  }
  const reached = reachOf(actor, presented);
  if (!reached.ok) {
    ground.usage.refused(ground, token.id, presented, reached.reason);
    return refuse({ reason: "out-of-reach", actor, why: reached });
  }
  if (secret === "present" && earlier && !earlier.newSecretUsed) {
    // The first use of a new secret is handled before the answer: it ends the earlier one or is remembered.
    const unnoted = await ground.secrets.newUsed(stored, earlier, now).catch((error: unknown) => {
      return ground.failed("rotation", error, "database-unavailable");
    });
    if (unnoted) return refuse({ reason: "unavailable", told: unnoted });
  }
  return { ok: true, actor, reached };
}

function failedIn(ground: Ground) {
  return (error: unknown) => ground.failed("verification", error, "database-unavailable");
}

function isOfAll(ours: unknown, request: PresentedFor | undefined): boolean {
  return request?.to !== "organization" || !request.organizationIds?.some((demanded) => demanded !== ours);
}

/** Sessions are for the web app alone. */
function reachOf(actor: Actor, { kind, request }: Presented): Reach {
  if (kind === "session") return { ok: true, endpoint: null };
  const wanted = request?.wanted ?? "untold";
  return request?.to === "latchkey" ? reachOfLatchkey(actor, wanted) : reach(actor, wanted);
}

/** D1 has no such token; KV may know that it was revoked. */
async function refuseMissing(
  ground: Ground,
  parsed: Parsed,
  hash: TokenHash,
  presented: Presented,
): Promise<Verdict> {
  const now = ground.now();
  const tombstone = await ground.tombstones.ask(hash, now);
  if (tombstone) return refuseRevoked(ground, parsed, tombstone, presented);
  ground.tombstones.rememberMissing(hash, now);
  return refuse({ reason: "unknown" });
}

/** Only this very token has the tombstone, so its holder may be told of an API token's end. */
function refuseRevoked(
  ground: Ground,
  { id, kind }: Parsed,
  tombstone: Tombstone,
  presented: Presented,
): Verdict {
  if (tombstone.by === "rotation") noteRetired(ground, id, presented);
  else if (kind === "api") ground.usage.tried(ground, id, presented);
  return refuse({ reason: "revoked", ...tombstone });
}

function noteRetired(ground: Ground, id: string, presented: Presented): void {
  ground.secrets.retiredUsed(id, ground.now());
  ground.usage.refused(ground, id, presented, "retired-secret");
}

/** D1 was put back to before the revocation, but the tombstone still stands. KV is asked once a minute per token. */
async function askWhereDue({ tombstones, now }: Ground, hash: TokenHash): Promise<Tombstone | null> {
  const at = now();
  return tombstones.isDue(tombstones.recall(hash), at) ? tombstones.ask(hash, at) : null;
}

function refuse(refusal: TokenRefusal): Verdict {
  return { ok: false, refusal };
}
