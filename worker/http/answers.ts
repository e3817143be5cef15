import * as z from "zod/mini";
import type { Answer } from "./documentation.ts";

const PROBLEM = "application/problem+json";

/** RFC 9457, as `problem` makes it. */
export const problemSchema = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  missing: z.optional(z.string()),
  field: z.optional(z.string()),
  reference: z.optional(z.string()),
});

/** RFC 6749 §5.2, as `oauthError` makes it. */
const oauthErrorSchema = z.object({ error: z.string(), error_description: z.string() });

const DESCRIPTIONS: Record<number, string> = {
  400: "The request is malformed",
  401: "No valid token was presented; error_description tells its holder why",
  403: "The token may not do this",
  404: "It does not exist, or not here",
  409: "It conflicts with the present state",
  413: "The body is larger than 64 kB",
  415: "The body's media type is not supported",
  422: "A parameter is invalid",
  429: "Too many tries; try again later",
  503: "The database does not answer; try again in a moment",
};

const HEADERS: Record<number, readonly string[]> = {
  401: ["WWW-Authenticate"],
  429: ["Retry-After"],
  503: ["Retry-After"],
};

export function json(description: string, schema: z.ZodMiniType): { 200: Answer } {
  return { 200: { description, content: { "application/json": schema } } };
}

export function empty(status: 200 | 204, description: string, headers?: readonly string[]) {
  return { [status]: { description, headers } };
}

export function problems(...statuses: number[]): Record<number, Answer> {
  return refusals(statuses, { [PROBLEM]: problemSchema });
}

export function oauthErrors(...statuses: number[]): Record<number, Answer> {
  return refusals(statuses, { "application/json": oauthErrorSchema });
}

/** Answers that every address with a token may give as well. */
export function tokenProblems(...statuses: number[]): Record<number, Answer> {
  return problems(400, 401, 503, ...statuses);
}

function refusals(statuses: number[], content: Answer["content"]): Record<number, Answer> {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: DESCRIPTIONS[status] ?? "", content, headers: HEADERS[status] },
    ]),
  );
}
