import type { TokenHash } from "./secret.ts";

/** During a rotation: the secret before the present one, which holds until then (ms UTC). */
export type EarlierSecret = {
  hash: TokenHash;
  endsAt: number;
  /** Whether the first accepted request with the present secret ends it. */
  endsAtFirstUse: boolean;
  /** Whether there was such a request. */
  newSecretUsed: boolean;
};

/** Which of a token's secrets was presented: the present one, the earlier one, or the earlier one after its end. */
export type PresentedSecret = "present" | "earlier" | "retired";

/** Null if it is none of them. */
export function secretOf(
  { hash, earlier }: { hash: TokenHash; earlier: EarlierSecret | null },
  presented: TokenHash,
  now: number,
): PresentedSecret | null {
  if (hash.equals(presented)) return "present";
  if (!earlier?.hash.equals(presented)) return null;
  return earlier.endsAt > now ? "earlier" : "retired";
}

/** A token's secrets as they are stored. */
export type Secrets = {
  hash: TokenHash;
  earlier: EarlierSecret | null;
  createdAt: number;
  rotatedAt: number | null;
  expiresAt: number | null;
};

export type Rotation = {
  /** The secret that stays valid beside the new one, if any. */
  earlier: { hash: TokenHash; endsAt: number; endsAtFirstUse: boolean } | null;
  /** The secrets that end with the rotation. */
  retired: TokenHash[];
};

const SEVEN_DAYS_S = 7 * 24 * 60 * 60;

/**
 * What happens to a token's secrets when it gets a new one. The present secret becomes the earlier one. But a present
 * secret that a rotation made and nobody used is replaced, and the earlier one stays: a lost answer loses no token.
 * `graceS`: seconds for which the earlier secret holds; its former expiry cuts them short.
 */
export function rotate(
  { hash, earlier, expiresAt }: Secrets,
  now: number,
  { graceS, endsAtFirstUse = true }: { graceS?: number; endsAtFirstUse?: boolean },
): Rotation {
  const held = earlier !== null && earlier.endsAt > now ? earlier : null;
  const graceEndsAt = now + (graceS ?? SEVEN_DAYS_S) * 1000;
  const stays =
    held && !held.newSecretUsed
      ? {
          hash: held.hash,
          endsAt: graceS === undefined ? held.endsAt : Math.min(held.endsAt, graceEndsAt),
          endsAtFirstUse: held.endsAtFirstUse,
        }
      : { hash, endsAt: Math.min(graceEndsAt, expiresAt ?? Number.POSITIVE_INFINITY), endsAtFirstUse };
  const kept = stays.endsAt > now ? stays : null;
  const known = [hash, ...(earlier ? [earlier.hash] : [])];
  return { earlier: kept, retired: known.filter((one) => !kept || !one.equals(kept.hash)) };
}

/** The same lifetime as before, counted from now; without an expiry it stays without one (ms UTC). */
export function renewedExpiry(
  { createdAt, rotatedAt, expiresAt }: Pick<Secrets, "createdAt" | "rotatedAt" | "expiresAt">,
  now: number,
): number | null {
  return expiresAt === null ? null : now + (expiresAt - (rotatedAt ?? createdAt));
}
