import type { Token, Usage } from "../../outputs.ts";

/** The limits to cut a token down to, in the form of an edit. */
export type Needs = Pick<Token, "scopes" | "endpoints">;

/** The token's own endpoints, each with its last call; counted routes are written as the catalogue's endpoints. */
export function endpointUses(
  endpoints: readonly string[],
  routes: Usage["routes"],
): { endpoint: string; lastAt: string | null }[] {
  const called = new Map(
    routes
      .filter(({ accepted }) => accepted > 0)
      .map(({ method, route, lastAt }) => [`${method} ${route}`, lastAt]),
  );
  return endpoints.map((endpoint) => ({ endpoint, lastAt: called.get(endpoint) ?? null }));
}

/**
 * What a token needed in the days of `usage`, if that is less than it may do. Undefined if it is not, or if it needed
 * nothing: such a token is revoked rather than narrowed.
 */
export function needsOf({ scopes, endpoints }: Needs, usage: Usage): Needs | undefined {
  const needed = usage.permissions.filter(({ held, lastUsedAt }) => held && lastUsedAt !== null);
  const called = endpoints && endpointUses(endpoints, usage.routes).filter(({ lastAt }) => lastAt !== null);
  const fewerPermissions = needed.length > 0 && usage.unusedPermissions.length > 0;
  const fewerEndpoints = called !== null && called.length > 0 && called.length < (endpoints?.length ?? 0);
  if (!fewerPermissions && !fewerEndpoints) return undefined;
  return {
    scopes: fewerPermissions ? needed.map(({ key }) => key) : scopes,
    endpoints: fewerEndpoints ? called.map(({ endpoint }) => endpoint) : endpoints,
  };
}
