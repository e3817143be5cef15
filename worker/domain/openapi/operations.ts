import { Refusal } from "../errors.ts";
import { entriesOf, isObject, itemsOf, memberOf, textOf } from "./json-value.ts";
import { dereferenced } from "./references.ts";
import { serverPaths } from "./server-paths.ts";

/** One operation at one path of one server. */
export type Operation = {
  /** `GET /v1/reports/{id}`; not yet checked to be an endpoint. */
  endpoint: string;
  /** Alternatives, each with the scopes that it demands together; an alternative may demand none. */
  alternatives: readonly (readonly string[])[];
};

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const VERSION = /^3\.[01]\.\d+/;
/** More than any catalogue takes; reading on would only cost time. */
const MOST_OPERATIONS = 5_000;
const MOST_ALTERNATIVES = 100;
/** If several are demanded together, only that matters, not which. */
const MOST_TOGETHER = 20;

/**
 * Every operation of an OpenAPI 3.0 or 3.1 document; `unread` are the paths whose reference leads nowhere.
 * @throws Refusal `openapi-invalid`, `openapi-too-long`
 */
export function readOperations(document: unknown): { operations: Operation[]; unread: string[] } {
  const paths = memberOf(document, "paths");
  if (!VERSION.test(textOf(memberOf(document, "openapi")) ?? "") || !isObject(paths)) {
    throw new Refusal("openapi-invalid", { field: "document" });
  }
  const operations: Operation[] = [];
  const unread: string[] = [];
  const alternatives = onceEach(alternativesOf);
  for (const [path, written] of entriesOf(paths)) {
    if (path.startsWith("x-")) continue;
    const item = dereferenced(written, document);
    // Operations may stand beside the reference (§4.8.9).
    const whole = isObject(item) && { ...item, ...(written as object) };
    if (whole) operations.push(...operationsAt(path, whole, document, alternatives));
    else unread.push(path);
    if (operations.length + unread.length > MOST_OPERATIONS) {
      throw new Refusal("openapi-too-long", { field: "document" });
    }
  }
  return { operations, unread };
}

function operationsAt(
  path: string,
  item: unknown,
  document: unknown,
  alternativesOf: (security: unknown) => Operation["alternatives"],
): Operation[] {
  return METHODS.flatMap((method) => {
    const operation = memberOf(item, method);
    if (!isObject(operation)) return [];
    const alternatives = alternativesOf(memberOf(operation, "security") ?? memberOf(document, "security"));
    return serverPaths(
      memberOf(operation, "servers"),
      memberOf(item, "servers"),
      memberOf(document, "servers"),
    ).map((before) => ({ endpoint: `${method.toUpperCase()} ${before}${path}`, alternatives }));
  });
}

/** OpenAPI 3.1 §4.8.30: any one of the list suffices, with all the schemes that it names. */
function alternativesOf(security: unknown): Operation["alternatives"] {
  return itemsOf(security)
    .slice(0, MOST_ALTERNATIVES)
    .map((requirement) => {
      const scopes = entriesOf(requirement).flatMap(([, named]) => itemsOf(named).slice(0, MOST_TOGETHER));
      return [...new Set(scopes.slice(0, MOST_TOGETHER).map(String))];
    });
}

/** Many operations may share one list, by reference or by default. */
function onceEach<Result>(read: (value: unknown) => Result): (value: unknown) => Result {
  const known = new Map<unknown, Result>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const result = read(value);
    known.set(value, result);
    return result;
  };
}
