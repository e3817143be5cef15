import type { ListedToken } from "../../../db/tokens/tokens.ts";
import { rfc3339 } from "../../domain/times.ts";
import { type Holder, stateOf } from "../../domain/tokens/state.ts";
import { isSuspended } from "../../domain/tokens/suspension.ts";
import { displayPrefix } from "../../domain/tokens/token.ts";

/** The holder of a token and the time (ms UTC) to show it with. */
type Shown = { tokenPrefix: string; holder: Holder; now: number };

/** A token as lists show it: never anything of its secret. */
export function presentToken(token: ListedToken, { tokenPrefix, holder, now }: Shown) {
  const { earlierSecret: earlier, suspension } = token;
  return {
    id: token.id,
    name: token.name,
    purpose: token.purpose,
    prefix: displayPrefix(token.id, tokenPrefix),
    createdAt: rfc3339(token.createdAt),
    expiresAt: rfc3339(token.expiresAt),
    lastUsedAt: rfc3339(token.lastUsedAt),
    lastUsed: token.lastUsed,
    scopes: token.scopes as string[] | null,
    endpoints: token.endpoints as string[] | null,
    state: stateOf(token, holder, now),
    rotatedAt: rfc3339(token.rotatedAt),
    earlierSecret:
      earlier && earlier.endsAt > now
        ? {
            endsAt: rfc3339(earlier.endsAt),
            endAtFirstUse: earlier.endAtFirstUse,
            lastUsedAt: rfc3339(earlier.lastUsedAt),
            lastUsed: earlier.lastUsed,
          }
        : null,
    suspended: isSuspended(suspension, now)
      ? { at: rfc3339(suspension.at), until: rfc3339(suspension.until), by: suspension.by }
      : null,
  };
}

export type PresentedToken = ReturnType<typeof presentToken>;
