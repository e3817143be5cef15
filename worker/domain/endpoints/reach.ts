import type { CatalogueTree } from "./catalogue.ts";
import type { OwnEndpoints } from "./own-endpoints.ts";
import { readRequestPath } from "./request-path.ts";
import { isFault, reservedEscape } from "./segment.ts";

/** What becomes of requests that no permission of the organization names. */
export type Unlisted = "refuse" | "allow";

/** What an organization says of its API: which permission opens which endpoint. */
export type EndpointCatalogue = {
  /** Null where it names no endpoints at all. */
  tree: CatalogueTree | null;
  unlisted: Unlisted;
};

/** What bounds where a token may go, besides what it may do. */
export type Limits = {
  /** The token's own endpoints, or null for one that has no such limit. */
  own: OwnEndpoints | null;
  catalogue: EndpointCatalogue;
};

/**
 * The request that a token wants to make, as whoever asks tells of it; `target` as it was sent, its query may
 * be left out. Or why that is not known: nobody said it, or it was said in two ways that differ.
 */
export type Wanted = { method: string; target: string } | "untold" | "contradictory";

export type ReachRefusal =
  /** The token lacks the permission that this endpoint belongs to. */
  | { reason: "permission-missing"; permission: string }
  /** The token's own limit ends before it, no permission names it, or nobody said which it is. */
  | { reason: "endpoint-not-granted"; because: "own" | "unlisted" | "untold" }
  /** Gateway and API could read it differently. It holds `what` from its character `at`, or else `what` is why. */
  | { reason: "path-ambiguous"; what: string; at: number | null };

/**
 * `endpoint`: the one that it is, as the organization or else the token names it; null where neither does.
 * `permission`: the one that opened it, where the organization names it.
 */
export type Reach =
  | { ok: true; endpoint: string | null; permission?: string }
  | ({ ok: false } & ReachRefusal);

const METHOD = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/**
 * Whether a token may make this request: first by its own endpoints, then by the permissions whose endpoints
 * match, of which it must hold one. Where neither its organization nor itself names endpoints, there is nothing
 * to decide and the request is not looked at.
 */
export function reach(
  { permissions, limits }: { permissions: readonly string[]; limits: Limits },
  wanted: Wanted,
): Reach {
  const { own, catalogue } = limits;
  if (own === null && catalogue.tree === null) return { ok: true, endpoint: null };
  if (wanted === "contradictory") return ambiguous("two headers say different things", null);
  if (wanted === "untold" || wanted.target === "" || !METHOD.test(wanted.method)) {
    return { ok: false, reason: "endpoint-not-granted", because: "untold" };
  }
  const path = readRequestPath(wanted.target);
  if (isFault(path)) return ambiguous(path.what, path.at);
  const method = wanted.method.toUpperCase();
  const named = own?.tree.match(method, path) ?? null;
  const listed = catalogue.tree ? catalogue.tree.match(method, path) : [];
  if ((own && !named) || !listed) return ambiguousEscape(wanted.target);
  if (named?.length === 0) return { ok: false, reason: "endpoint-not-granted", because: "own" };
  return byPermission(permissions, catalogue, listed, named?.[0] ?? null);
}

function byPermission(
  permissions: readonly string[],
  catalogue: EndpointCatalogue,
  listed: readonly { permission: string; endpoint: string }[],
  named: string | null,
): Reach {
  const [first] = listed;
  if (first) {
    const held = listed.find(({ permission }) => permissions.includes(permission));
    return held
      ? { ok: true, ...held }
      : { ok: false, reason: "permission-missing", permission: first.permission };
  }
  if (catalogue.tree !== null && catalogue.unlisted === "refuse") {
    return { ok: false, reason: "endpoint-not-granted", because: "unlisted" };
  }
  return { ok: true, endpoint: named };
}

function ambiguousEscape(target: string): Reach {
  const found = reservedEscape(target.split("?", 1)[0] as string);
  return found
    ? ambiguous(found.what, found.at)
    : ambiguous("an endpoint writes as an escape what is a character here", null);
}

function ambiguous(what: string, at: number | null): Reach {
  return { ok: false, reason: "path-ambiguous", what, at };
}
