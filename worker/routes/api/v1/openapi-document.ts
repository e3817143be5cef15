import { METHOD_NAME_ALL } from "hono/router";
import * as z from "zod/mini";
import type { Answer, Documentation, Operation } from "../../../http/documentation.ts";

type Route = { method: string; path: string };
type Json = Record<string, unknown>;

const INFO = {
  title: "Latchkey",
  version: "1",
  description:
    "API tokens: present them, check them, revoke them. Over plain http, but on one machine and in private " +
    "networks, whatever takes a token or a password answers 403 with the code https-required.",
};

/** Exactly one of these. */
const SECURITY_SCHEMES = {
  bearer: { type: "http", scheme: "bearer", description: "RFC 6750" },
  token: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "Token <token>, as Django REST clients send it",
  },
  account: { type: "apiKey", in: "header", name: "X-Account-Id", description: "The organization's id" },
  accountToken: { type: "apiKey", in: "header", name: "X-Auth-Token" },
};
const SECURITY = [{ bearer: [] }, { token: [] }, { account: [], accountToken: [] }];

/**
 * The OpenAPI 3.1 document, from the routes and their documentation. Its schemas are JSON Schema 2020-12.
 * @throws Error if a route that is documented does not exist
 */
export function openapiDocument(routes: readonly Route[], documentation: Documentation) {
  const paths: Record<string, Json> = {};
  const left = new Map(Object.entries(documentation));
  for (const { method, path } of routes) {
    const described = left.get(`${method} ${path}`);
    if (!described) continue;
    left.delete(`${method} ${path}`);
    const name = path.replace(/:(\w+)/g, "{$1}");
    paths[name] = { ...paths[name], [operationOf(method)]: operation(described, name) };
  }
  if (left.size > 0) throw new Error(`There is no ${[...left.keys()].join(", ")}`);
  return {
    openapi: "3.1.1",
    info: INFO,
    servers: [{ url: "/" }],
    paths,
    components: { securitySchemes: SECURITY_SCHEMES },
  };
}

/** OpenAPI has no "any method"; such an operation says so in its description. */
function operationOf(method: string): string {
  return method === METHOD_NAME_ALL ? "get" : method.toLowerCase();
}

function operation({ summary, description, token, query, body, answers }: Operation, path: string): Json {
  return {
    summary,
    ...(description === undefined ? {} : { description }),
    security: token ? SECURITY : [],
    parameters: [...inPath(path), ...inQuery(query)],
    ...(body ? { requestBody: { required: true, content: content(body, "input") } } : {}),
    responses: Object.fromEntries(Object.entries(answers).map(([status, one]) => [status, response(one)])),
  };
}

function inPath(path: string): Json[] {
  return [...path.matchAll(/{(\w+)}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function inQuery(query: z.ZodMiniObject | undefined): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchema(query, "input");
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function response({ description, content: bodies, headers }: Answer): Json {
  return {
    description,
    ...(headers
      ? { headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: "string" } }])) }
      : {}),
    ...(bodies ? { content: content(bodies, "output") } : {}),
  };
}

function content(bodies: Record<string, z.ZodMiniType>, io: "input" | "output"): Json {
  return Object.fromEntries(
    Object.entries(bodies).map(([media, schema]) => [media, { schema: jsonSchema(schema, io) }]),
  );
}

function jsonSchema(schema: z.ZodMiniType, io: "input" | "output") {
  const {
    $schema: _,
    "~standard": __,
    ...plain
  } = z.toJSONSchema(schema, { io }) as z.core.JSONSchema.BaseSchema;
  return plain;
}
