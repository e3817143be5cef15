import { itemsOf, memberOf, textOf } from "./json-value.ts";

const SCHEME_AND_HOST = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/\/[^/?#]*/;
const VARIABLE = /\{([^{}]*)\}/g;
/** Longer than any path of an endpoint. */
const LONGEST_URL = 500;
/** How many server addresses are read; the paths of more would not tell them apart. */
const MOST_SERVERS = 20;

/**
 * The prefixes of every path, from the nearest non-empty list of servers (OpenAPI 3.1 §4.8.5): each different path
 * once, without a trailing slash. Variables have their default values.
 */
export function serverPaths(...lists: unknown[]): string[] {
  const nearest = lists.map(itemsOf).find(({ length }) => length > 0) ?? [];
  const paths = nearest.slice(0, MOST_SERVERS).map(pathOf);
  return paths.length > 0 ? [...new Set(paths)] : [""];
}

function pathOf(server: unknown): string {
  const url = (textOf(memberOf(server, "url")) ?? "")
    .slice(0, LONGEST_URL)
    .replace(
      VARIABLE,
      (written, name) =>
        textOf(memberOf(memberOf(memberOf(server, "variables"), name), "default")) ?? written,
    );
  const path = (url.replace(SCHEME_AND_HOST, "").split(/[?#]/, 1)[0] as string)
    .replace(/^\.(?=\/|$)/, "")
    .replace(/\/+$/, "");
  return path === "" || path.startsWith("/") ? path : `/${path}`;
}
