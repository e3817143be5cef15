import type * as z from "zod/mini";

/** One answer that an operation can give. */
export type Answer = {
  description: string;
  /** By media type; left out if the body is empty. */
  content?: Record<string, z.ZodMiniType>;
  headers?: readonly string[];
};

export type Operation = {
  summary: string;
  description?: string;
  /** Whether an API token has to be presented. */
  token: boolean;
  query?: z.ZodMiniObject;
  /** By media type. */
  body?: Record<string, z.ZodMiniType>;
  answers: Record<number, Answer>;
};

/** Operations by Hono's method and path, as `GET /tokens/:id`. */
export type Documentation = Record<`${string} /${string}`, Operation>;
