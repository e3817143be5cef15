import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import type { SuspendedBy } from "../../worker/domain/tokens/suspension.ts";
import { tokenWithLastUse as withLastUse } from "../tables/token-with-last-use.ts";

export type ListedEarlierSecret = {
  endsAt: number;
  endAtFirstUse: boolean;
  lastUsedAt: number | null;
  lastUsed: LastUse | null;
};

/** The stored columns about a token's secrets and suspension. */
export const LIFE = {
  rotatedAt: withLastUse.rotatedAt,
  earlierEndsAt: withLastUse.earlierEndsAt,
  earlierEndsAtFirstUse: withLastUse.earlierEndsAtFirstUse,
  earlierSecretUsedAt: withLastUse.earlierSecretUsedAt,
  earlierSecretUsage: withLastUse.earlierSecretUsage,
  suspendedAt: withLastUse.suspendedAt,
  suspendedUntil: withLastUse.suspendedUntil,
  suspendedBy: withLastUse.suspendedBy,
};

export type LifeRow = {
  rotatedAt: number | null;
  earlierEndsAt: number | null;
  earlierEndsAtFirstUse: boolean | number | null;
  earlierSecretUsedAt: number | null;
  earlierSecretUsage: string | null;
  suspendedAt: number | null;
  suspendedUntil: number | null;
  suspendedBy: SuspendedBy | null;
};

/** The last use from its stored method and path. */
export function lastUseOf(method: string | null, path: string | null): LastUse | null {
  return method === null ? null : { method, path: path ?? "" };
}

/** Replaces the columns of `LIFE` by what the API shows of them. */
export function withLife<Row extends LifeRow>({
  earlierEndsAt,
  earlierEndsAtFirstUse,
  earlierSecretUsedAt,
  earlierSecretUsage,
  suspendedAt,
  suspendedUntil,
  suspendedBy,
  ...row
}: Row) {
  const [method, path] = JSON.parse(earlierSecretUsage ?? "[null, null]") as [string | null, string | null];
  return {
    ...row,
    earlierSecret:
      earlierEndsAt === null
        ? null
        : {
            endsAt: earlierEndsAt,
            endAtFirstUse: Boolean(earlierEndsAtFirstUse),
            lastUsedAt: earlierSecretUsedAt,
            lastUsed: lastUseOf(method, path),
          },
    suspension:
      suspendedAt === null || suspendedBy === null
        ? null
        : { at: suspendedAt, until: suspendedUntil, by: suspendedBy },
  };
}
