/** What bounds a token besides its holder, as a form has it. */
export interface Limits {
  to: "all" | "permissions" | "endpoints";
  /** Keys of permissions; with endpoints they bound too, where the token has both. */
  ticked: string[];
  endpoints: string[];
}

/** As the server has it: null where there is no such limit. */
export interface TokenLimits {
  scopes: readonly string[] | null;
  endpoints: readonly string[] | null;
}

export const NO_LIMITS: Limits = { to: "all", ticked: [], endpoints: [] };

/** HEAD follows GET, and what a permission does not open stays closed. */
export const READ_ONLY: Limits = { to: "endpoints", ticked: [], endpoints: ["GET /*"] };

export function limitsOf({ scopes, endpoints }: TokenLimits): Limits {
  const to = endpoints ? "endpoints" : scopes ? "permissions" : "all";
  return { to, ticked: [...(scopes ?? [])], endpoints: [...(endpoints ?? [])] };
}

/** What the server is told; an empty list is for it to refuse. */
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
