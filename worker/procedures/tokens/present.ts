import type { ListedToken } from "../../../db/tokens.ts";
import { rfc3339 } from "../../domain/times.ts";
import { displayPrefix } from "../../domain/tokens/token.ts";

/** A token as lists show it: never anything of its secret. */
export function presentToken(token: ListedToken, tokenPrefix: string) {
  return {
    id: token.id,
    name: token.name,
    prefix: displayPrefix(token.id, tokenPrefix),
    createdAt: rfc3339(token.createdAt),
    expiresAt: rfc3339(token.expiresAt),
    lastUsedAt: rfc3339(token.lastUsedAt),
    lastUsed: token.lastUsed,
    scopes: token.scopes as string[] | null,
    endpoints: token.endpoints as string[] | null,
  };
}

export type PresentedToken = ReturnType<typeof presentToken>;
