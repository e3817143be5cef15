import type { Document, Operation } from "./openapi.ts";

export interface Listed {
  /** Its anchor: `get-api-v1-tokens-id`. */
  id: string;
  method: string;
  path: string;
  operation: Operation;
}

export interface Group {
  title: string;
  operations: Listed[];
}

const REST = "/api/v1/";

/** Every operation once: a path that also answers with a trailing slash is listed without it. */
export function groupsOf({ paths }: Document): Group[] {
  const all = Object.entries(paths)
    .filter(([path]) => !(path.endsWith("/") && path.slice(0, -1) in paths))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        id: `${method}${path}`.replace(/[^a-z0-9]+/gi, "-").replace(/-$/, ""),
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
  return [
    { title: "REST", operations: all.filter(({ path }) => path.startsWith(REST)) },
    { title: "OAuth, gateways and the rest", operations: all.filter(({ path }) => !path.startsWith(REST)) },
  ];
}
