import type { Actor } from "../actor.ts";
import { readEndpoint } from "./endpoint.ts";
import { EndpointTree } from "./endpoint-tree.ts";
import { type Reach, reach, type Wanted } from "./reach.ts";
import { readRequestPath } from "./request-path.ts";
import { isFault } from "./segment.ts";

/** Every token may ask what it is, and end itself. */
const ALWAYS_OPEN = treeOf("GET /api/v1/me", "DELETE /api/v1/tokens/current");

/**
 * Whether a token may make this request of Latchkey itself. Its own endpoints count here too; the organization's
 * catalogue does not, because it describes another API.
 */
export function reachOfLatchkey({ limits: { own } }: Pick<Actor, "limits">, wanted: Wanted): Reach {
  if (own === null || isAlwaysOpen(wanted)) return { ok: true, endpoint: null };
  return reach({ permissions: [], limits: { own, catalogue: { tree: null, unlisted: "allow" } } }, wanted);
}

function isAlwaysOpen(wanted: Wanted): boolean {
  if (typeof wanted === "string") return false;
  const path = readRequestPath(wanted.target);
  return !isFault(path) && ALWAYS_OPEN.match(wanted.method, path)?.length === 1;
}

/** Endpoints written in the source. @throws if one is malformed */
export function treeOf(...texts: string[]): EndpointTree<string> {
  return new EndpointTree(
    texts.map((text) => {
      const endpoint = readEndpoint(text);
      if (isFault(endpoint)) throw new Error(`${text} is no endpoint`);
      return { endpoint, owner: text };
    }),
  );
}
