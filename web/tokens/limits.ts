/** A token's own limits, as a form holds them. */
export interface Limits {
  to: "all" | "permissions" | "endpoints";
  /** Keys of permissions; beside endpoints they limit too, if the token has both. */
  ticked: string[];
  endpoints: string[];
}

/** As the server has them: null for no limit. */
export interface TokenLimits {
  scopes: readonly string[] | null;
  endpoints: readonly string[] | null;
}

export const NO_LIMITS: Limits = { to: "all", ticked: [], endpoints: [] };

/** HEAD follows GET, and what no permission opens stays closed. */
export const READ_ONLY: Limits = { to: "endpoints", ticked: [], endpoints: ["GET /*"] };

export function limitsOf({ scopes, endpoints }: TokenLimits): Limits {
  const to = endpoints ? "endpoints" : scopes ? "permissions" : "all";
  return { to, ticked: [...(scopes ?? [])], endpoints: [...(endpoints ?? [])] };
}

/** What is sent to the server, which refuses an empty list. */
export function tokenLimits({ to, ticked, endpoints }: Limits): {
  scopes: string[] | null;
  endpoints: string[] | null;
} {
  if (to === "all") return { scopes: null, endpoints: null };
  if (to === "permissions") return { scopes: [...ticked], endpoints: null };
  return { scopes: ticked.length > 0 ? [...ticked] : null, endpoints: [...endpoints] };
}

export function isReadOnly({ to, ticked, endpoints }: Limits): boolean {
  return to === "endpoints" && ticked.length === 0 && endpoints.join() === READ_ONLY.endpoints.join();
}
