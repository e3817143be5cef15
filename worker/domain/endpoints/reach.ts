import type { CatalogueTree } from "./catalogue.ts";
import type { OwnEndpoints } from "./own-endpoints.ts";
import { readRequestPath } from "./request-path.ts";
import { isFault, reservedEscape } from "./segment.ts";

/** What happens to requests that no permission of the organization names. */
export type Unlisted = "refuse" | "allow";

/** What an organization says of its API: which permission opens which endpoint. */
export type EndpointCatalogue = {
  /** Null if it names no endpoints at all. */
  tree: CatalogueTree | null;
  unlisted: Unlisted;
};

/** What limits where a token may go, besides what it may do. */
export type Limits = {
  /** The token's own endpoints; null for a token without such a limit. */
  own: OwnEndpoints | null;
  catalogue: EndpointCatalogue;
};

/**
 * The request that a token is wanted for, as the caller describes it: `target` as it was sent, with or without its
 * query. Or why it is not known: nobody named it, or two sources disagree.
 */
export type Wanted = { method: string; target: string } | "untold" | "contradictory";

export type ReachRefusal =
  /** The token lacks the permission that this endpoint needs. */
  | { reason: "permission-missing"; permission: string }
  /** The token's own limit excludes it, no permission names it, or nobody said which request it is. */
  | { reason: "endpoint-not-granted"; because: "own" | "unlisted" | "untold" }
  /**
   * Gateway and API could read the path differently: because of `what` at its character `at`, or else for the reason
   * `what`.
   */
  | { reason: "path-ambiguous"; what: string; at: number | null };

/**
 * `endpoint`: the one that matched, as the organization or else the token names it; null if neither does.
 * `permission`: the one that opened it, if the organization names it.
 */
export type Reach =
  | { ok: true; endpoint: string | null; permission?: string }
  | ({ ok: false } & ReachRefusal);

const METHOD = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/**
 * Whether a token may make this request. Its own endpoints decide first; then it must hold one of the permissions
 * whose endpoints match. If neither the organization nor the token names endpoints, every request is allowed and the
 * path is not read.
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
