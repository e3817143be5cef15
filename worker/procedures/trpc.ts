import { initTRPC, TRPCError } from "@trpc/server";
import { $ZodError } from "zod/v4/core";
import { type ErrorKind, Refusal } from "../domain/errors.ts";
import { refusalOf } from "../domain/input.ts";
import type { Context } from "./context.ts";

const CODES = {
  invalid: "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  "not-found": "NOT_FOUND",
  conflict: "CONFLICT",
  throttled: "TOO_MANY_REQUESTS",
  failed: "INTERNAL_SERVER_ERROR",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorKind, TRPCError["code"]>;

// `isDev` reads NODE_ENV by default, which workerd does not have: errors would then carry stack traces.
const t = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter: ({ shape, error }) => {
    const refusal = toRefusal(error);
    const { code, httpStatus, path } = shape.data;
    return {
      code: shape.code,
      message: refusal.message,
      data: {
        code,
        httpStatus,
        path,
        reason: refusal.reason,
        ...refusal.circumstances,
      },
    };
  },
});

/** The call that was refused. */
export function toRefusal(error: TRPCError): Refusal {
  if (error.cause instanceof Refusal) return error.cause;
  if (error.cause instanceof $ZodError) return refusalOf(error.cause);
  if (error.code === "NOT_FOUND" || error.code === "METHOD_NOT_SUPPORTED") return new Refusal("path-unknown");
  if (error.code === "INTERNAL_SERVER_ERROR") return new Refusal("unexpected");
  return new Refusal("input-invalid");
}

/** A refusal in tRPC's terms. */
export function errorOf(refusal: Refusal): TRPCError {
  return new TRPCError({ code: CODES[refusal.kind], message: refusal.message, cause: refusal });
}

/** Gives a refusal its tRPC code; any other error is a fault of ours or of the database. */
const codeOfRefusal = t.middleware(async ({ ctx, path, type, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause, code } = result.error;
  if (!(cause instanceof Refusal)) {
    if (code !== "INTERNAL_SERVER_ERROR") return result;
    throw errorOf(ctx.runtime.failed(`trpc ${path}`, cause));
  }
  // What a change does not find may have ended a moment ago: the answer waits until every door refuses it.
  if (type === "mutation" && cause.kind === "not-found") ctx.runtime.narrowed();
  throw errorOf(cause);
});

export const router = t.router;
/** For everybody, signed in or not. */
export const publicProcedure = t.procedure.use(codeOfRefusal);
