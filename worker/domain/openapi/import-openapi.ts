import { meaningOf, readEndpoint } from "../endpoints/endpoint.ts";
import { isFault } from "../endpoints/segment.ts";
import { isReason, type Reason } from "../errors.ts";
import { descriptionSchema, permissionKeySchema } from "../organizations/api-permissions.ts";
import { type Operation, readOperations } from "./operations.ts";
import { scopeDescriptions } from "./scope-descriptions.ts";

/** A permission with the endpoints that it opens. */
type Entry = { key: string; description: string; endpoints: readonly string[] };

export type ImportedPermission = Entry & { change: "new" | "changed" | "same" };

/** What a document says of an organization's API, beside what the organization says now. */
export type Import = {
  permissions: ImportedPermission[];
  /** Operations that name no scope, as endpoints. */
  unassigned: string[];
  /** What could not be imported, and why. */
  refused: { operation: string; reason: Reason }[];
};

const LONGEST_DESCRIPTION = 100;
/** How much of an unreadable operation's name is repeated. */
const LONGEST_NAME = 300;

/**
 * Reads an OpenAPI document: an operation whose security names scopes becomes an endpoint of those permissions.
 * Permissions that the document does not name stay as they are and are left out.
 * @throws Refusal `openapi-invalid`, `openapi-too-long`
 */
export function importOpenApi(document: unknown, current: readonly Entry[]): Import {
  const { operations, unread } = readOperations(document);
  const endpointsOf = new Map<string, string[]>();
  const unassigned: string[] = [];
  const refused = unread.map((path) => refuse(`* ${path}`, "reference-unknown"));
  for (const operation of operations) {
    const permissions = permissionsOf(operation);
    const reason = isFault(readEndpoint(operation.endpoint)) ? "endpoint-invalid" : permissions;
    if (typeof reason === "string") refused.push(refuse(operation.endpoint, reason));
    else if (reason.length === 0) unassigned.push(operation.endpoint);
    else for (const key of reason) addTo(endpointsOf, key, operation.endpoint);
  }
  const descriptions = scopeDescriptions(document);
  const permissions = [...endpointsOf].map(([key, endpoints]) => {
    const before = current.find((one) => one.key === key);
    const described = readDescription(descriptions.get(key)) ?? before?.description ?? key;
    return compared({ key, description: described, endpoints: distinct(endpoints) }, before);
  });
  return { permissions, unassigned: distinct(unassigned), refused };
}

/** The permissions, any of which suffices, or why a catalogue cannot express them. */
function permissionsOf({ alternatives }: Operation): string[] | Reason {
  if (alternatives.some(({ length }) => length > 1)) return "scopes-together";
  const keys = [...new Set(alternatives.flat())];
  for (const key of keys) {
    const problem = permissionKeySchema.safeParse(key).error?.issues[0]?.message;
    if (problem !== undefined && isReason(problem)) return problem;
  }
  return keys;
}

function compared(entry: Entry, before: Entry | undefined): ImportedPermission {
  if (!before) return { ...entry, change: "new" };
  const isSame = before.description === entry.description && sameEndpoints(before.endpoints, entry.endpoints);
  return { ...entry, change: isSame ? "same" : "changed" };
}

function sameEndpoints(before: readonly string[], after: readonly string[]): boolean {
  const meanings = new Set(before.map(meaning));
  return meanings.size === after.length && after.every((one) => meanings.has(meaning(one)));
}

/** Without duplicates, each as it was written first. */
function distinct(endpoints: readonly string[]): string[] {
  const byMeaning = new Map<string, string>();
  for (const one of endpoints) if (!byMeaning.has(meaning(one))) byMeaning.set(meaning(one), one);
  return [...byMeaning.values()];
}

function meaning(text: string): string {
  const read = readEndpoint(text);
  return isFault(read) ? text : meaningOf(read);
}

/** The first line of a description, as a name, cut to the length that a catalogue takes. */
function readDescription(text: string | undefined): string | undefined {
  const line = text?.trim().split(/\s*[\r\n]/, 1)[0] ?? "";
  const characters = [...line];
  const short =
    characters.length > LONGEST_DESCRIPTION
      ? `${characters.slice(0, LONGEST_DESCRIPTION - 1).join("")}…`
      : line;
  return descriptionSchema.safeParse(short).data;
}

function addTo(endpointsOf: Map<string, string[]>, key: string, endpoint: string): void {
  const endpoints = endpointsOf.get(key);
  if (endpoints) endpoints.push(endpoint);
  else endpointsOf.set(key, [endpoint]);
}

function refuse(operation: string, reason: Reason) {
  return { operation: operation.slice(0, LONGEST_NAME), reason };
}
