import * as z from "zod/mini";
import { demand, Refusal } from "../errors.ts";
import { meaningOf, readEndpoint } from "./endpoint.ts";
import { EndpointTree } from "./endpoint-tree.ts";
import { isFault } from "./segment.ts";

/** The endpoints that a token is limited to; `null` for a token without such a limit. */
export type TokenEndpoints = readonly string[] | null;

/** A token's own limit, to show and to check against. */
export type OwnEndpoints = { written: readonly string[]; tree: EndpointTree<string> };

const MOST_OF_A_TOKEN = 50;

export const endpointsSchema = z.array(z.string({ error: "endpoints-invalid" }), {
  error: "endpoints-invalid",
});

/** A missing column never means "everywhere": an unlimited token has this marker. */
const ALL = "all";

export function storeEndpoints(endpoints: TokenEndpoints): string {
  return endpoints === null ? ALL : JSON.stringify(endpoints);
}

/** Reads the column of an API token. @throws if it is neither the marker nor a list */
export function readStoredEndpoints(column: string | null): TokenEndpoints {
  if (column === ALL) return null;
  const endpoints: unknown = column === null ? null : JSON.parse(column);
  if (!Array.isArray(endpoints) || endpoints.length === 0) {
    throw new Error("an API token has neither the marker nor a list of endpoints");
  }
  return endpoints;
}

/** The parsed column, or null for the marker. @throws as `readStoredEndpoints` */
export function ownEndpoints(column: string): OwnEndpoints | null {
  const written = readStoredEndpoints(column);
  if (written === null) return null;
  const entries = written.map((text) => ({ endpoint: checkedEndpoint(text), owner: text }));
  return { written, tree: new EndpointTree(entries) };
}

/**
 * Endpoints as somebody gave them, without duplicates.
 * @throws Refusal `endpoint-invalid` that says which endpoint is wrong, and why
 */
export function checkedEndpoints(texts: readonly string[], field = "endpoints"): string[] {
  const byMeaning = new Map<string, string>();
  for (const [place, text] of texts.entries()) {
    const meaning = meaningOf(checkedEndpoint(text, `${field}.${place}`));
    if (!byMeaning.has(meaning)) byMeaning.set(meaning, text);
  }
  return [...byMeaning.values()];
}

/**
 * The limit that somebody gives a token, or null for none. @throws Refusal as `checkedEndpoints`, or if the list is
 * empty or too long
 */
export function checkedLimit(endpoints: TokenEndpoints): TokenEndpoints {
  if (endpoints === null) return null;
  demand(endpoints.length > 0, "endpoints-empty", { field: "endpoints" });
  demand(endpoints.length <= MOST_OF_A_TOKEN, "endpoints-too-many", { field: "endpoints" });
  return checkedEndpoints(endpoints);
}

function checkedEndpoint(text: string, field?: string) {
  const read = readEndpoint(text);
  if (!isFault(read)) return read;
  throw new Refusal("endpoint-invalid", { field, problem: `${read.what}, at character ${read.at + 1}` });
}
