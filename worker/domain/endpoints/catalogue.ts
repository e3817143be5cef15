import { Refusal } from "../errors.ts";
import { readEndpoint } from "./endpoint.ts";
import { EndpointTree } from "./endpoint-tree.ts";
import { isFault } from "./segment.ts";

/** The endpoints that each permission of an organization opens, by the permission's key. */
export type EndpointsByPermission = Readonly<Record<string, readonly string[]>>;

export type CatalogueTree = EndpointTree<{ permission: string; endpoint: string }>;

const MOST_OF_A_PERMISSION = 100;
const MOST_IN_ALL = 1_000;

/** Parses a catalogue. @throws if an entry is no endpoint: it would silently become unlisted */
export function catalogueTree(catalogue: EndpointsByPermission): CatalogueTree {
  const entries = Object.entries(catalogue).flatMap(([permission, texts]) =>
    texts.map((text) => {
      const endpoint = readEndpoint(text);
      if (isFault(endpoint)) throw new Error("a catalogue entry is no endpoint");
      return { endpoint, owner: { permission, endpoint: text } };
    }),
  );
  return new EndpointTree(entries);
}

/**
 * The catalogue with these endpoints for a permission in place of the earlier ones. @throws Refusal
 * `too-many-endpoints`
 */
export function withEndpoints(
  catalogue: EndpointsByPermission,
  key: string,
  endpoints: readonly string[],
): EndpointsByPermission {
  const { [key]: _, ...others } = catalogue;
  const total = Object.values(others).reduce((sum, { length }) => sum + length, endpoints.length);
  if (endpoints.length > MOST_OF_A_PERMISSION || total > MOST_IN_ALL) {
    throw new Refusal("too-many-endpoints", { field: "endpoints" });
  }
  return endpoints.length > 0 ? { ...others, [key]: endpoints } : others;
}
