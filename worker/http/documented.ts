import type { Handler } from "hono";
import { createMiddleware } from "hono/factory";
import { findTargetHandler } from "hono/utils/handler";
import type * as z from "zod/mini";
import type { App } from "./hono.ts";

/** One answer that an operation can give. */
export type Answer = {
  description: string;
  /** By media type; left out if the body is empty. */
  content?: Record<string, z.ZodMiniType>;
  headers?: readonly string[];
};

export type Documentation = {
  summary: string;
  description?: string;
  /** Whether an API token has to be presented. */
  token: boolean;
  query?: z.ZodMiniObject;
  /** By media type. */
  body?: Record<string, z.ZodMiniType>;
  answers: Record<number, Answer>;
};

const TELL = Symbol("documentation");

/**
 * Documents a route where it is defined, before its handler: `.get("/", documented(() => ({…})), …)`. Runs only when
 * the build makes the OpenAPI document; a route without it fails the tests.
 */
export function documented(tell: () => Documentation) {
  return Object.assign(
    createMiddleware<App>(async function documented(_, next) {
      await next();
    }),
    { [TELL]: tell },
  );
}

export function documentationOf(handler: Handler | unknown): Documentation | undefined {
  return (findTargetHandler(handler as Handler) as { [TELL]?: () => Documentation })[TELL]?.();
}
