import type { Token, Usage } from "../../outputs.ts";

/** What a token is cut down to: the same as what it can be edited to. */
export type Needs = Pick<Token, "scopes" | "endpoints">;

/** The token's own endpoints, each with when it was last called; the catalogue's words for a route are the endpoint's. */
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
 * What a token needed in the days of `usage`, where that is less than what it may do; undefined where it is not, or
 * where nothing was needed at all: then it is not narrowed but revoked.
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
