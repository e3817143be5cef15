import { catalogueTree, type EndpointsByPermission } from "../endpoints/catalogue.ts";
import { readEndpoint } from "../endpoints/endpoint.ts";
import type { EndpointTree } from "../endpoints/endpoint-tree.ts";
import { treeOf } from "../endpoints/reach-of-latchkey.ts";
import { readRequestPath } from "../endpoints/request-path.ts";
import { isFault } from "../endpoints/segment.ts";
import { ACCEPTED, type Counter, OTHER } from "./counter.ts";

/** How often a kind of request had an outcome. */
export type Counted = Pick<Counter, "method" | "route" | "outcome" | "count">;

/**
 * Requests that no permission of an organization names: how many were accepted, how many refused for that, and the
 * most frequent.
 */
export type UnlistedRequests = {
  accepted: number;
  refused: number;
  routes: { method: string; route: string; count: number }[];
};

const MOST_ROUTES_SHOWN = 5;

/** Latchkey's own routes are never part of an organization's API. */
const OF_LATCHKEY = treeOf(
  "* /api/v1/me",
  "* /api/v1/team",
  "* /api/v1/tokens",
  "* /api/v1/tokens/*",
  "* /api/v1/organization/*",
  "* /oauth/*",
);

/** The counted requests that `catalogue` does not name. Requests counted without their route are left out. */
export function unlistedRequests(
  counted: readonly Counted[],
  catalogue: EndpointsByPermission,
): UnlistedRequests {
  const tree = catalogueTree(catalogue);
  const unlisted = counted.filter(
    (one) =>
      one.route.startsWith("/") && one.route !== OTHER.route && !names(tree, one) && !names(OF_LATCHKEY, one),
  );
  const accepted = unlisted.filter(({ outcome }) => outcome === ACCEPTED);
  const refused = unlisted.filter(({ outcome }) => outcome === "endpoint-not-granted");
  return { accepted: sum(accepted), refused: sum(refused), routes: mostFrequent([...accepted, ...refused]) };
}

/** Whether a route, which stands for all requests of its kind, matches one of these endpoints. */
function names(tree: EndpointTree<unknown>, { method, route }: Counted): boolean {
  const read = readEndpoint(`${method} ${route}`);
  if (isFault(read)) return false;
  const segments = read.segments.map((segment) => (segment === "parameter" ? ANY : segment.text));
  const path = readRequestPath(`/${[...segments, ...(read.isOpen ? [ANY] : [])].join("/")}`);
  return !isFault(path) && tree.match(method === "*" ? "GET" : method, path)?.length !== 0;
}

/** No API names a segment like this, so only a parameter matches it. */
const ANY = "~any~";

function mostFrequent(counted: readonly Counted[]): UnlistedRequests["routes"] {
  return [...Map.groupBy(counted, ({ method, route }) => `${method} ${route}`).values()]
    .map((some) => {
      const { method, route } = some[0] as Counted;
      return { method, route, count: sum(some) };
    })
    .sort((one, other) => other.count - one.count)
    .slice(0, MOST_ROUTES_SHOWN);
}

function sum(counted: readonly Counted[]): number {
  return counted.reduce((total, { count }) => total + count, 0);
}
