import type { TokenHash } from "./secret.ts";

/** While a rotation lasts: the secret before the present one, which holds too until then (ms UTC). */
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

/** Null where it is none of them. */
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
  /** What holds beside the new secret, if anything. */
  earlier: { hash: TokenHash; endsAt: number; endsAtFirstUse: boolean } | null;
  /** What ends with the rotation. */
  retired: TokenHash[];
};

const SEVEN_DAYS_S = 7 * 24 * 60 * 60;

/**
 * What becomes of a token's secrets when it is given a new one. The present one becomes the earlier one; but where it
 * was itself made by a rotation and never used, it is replaced, and the earlier one stays: an answer that was lost is
 * no token lost. `graceS`: seconds for which the earlier one holds; its former expiry cuts them short.
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

/** As long a life as before, counted from now; none stays none (ms UTC). */
export function renewedExpiry(
  { createdAt, rotatedAt, expiresAt }: Pick<Secrets, "createdAt" | "rotatedAt" | "expiresAt">,
  now: number,
): number | null {
  return expiresAt === null ? null : now + (expiresAt - (rotatedAt ?? createdAt));
}
