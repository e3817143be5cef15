import { initTRPC, TRPCError } from "@trpc/server";
import * as z from "zod";
import { isDatabaseFailure } from "../../db/connect.ts";
import { type ErrorKind, REASONS, type Reason, Refusal } from "../domain/errors.ts";
import { refusalOf } from "../domain/input.ts";
import type { Context } from "./context.ts";

const CODES = {
  invalid: "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  "not-found": "NOT_FOUND",
  conflict: "CONFLICT",
  throttled: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorKind, TRPCError["code"]>;

const UNEXPECTED = "Something went wrong on our side. Try again in a moment.";

// `isDev` reads NODE_ENV by default, which workerd does not have: errors would then carry stack traces.
const t = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter: ({ shape, error }) => {
    const refusal = toRefusal(error);
    const { code, httpStatus, path } = shape.data;
    return {
      code: shape.code,
      message: refusal?.message ?? UNEXPECTED,
      data: {
        code,
        httpStatus,
        path,
        reason: (refusal?.reason ?? "unexpected") as Reason | "unexpected",
        ...refusal?.circumstances,
      },
    };
  },
});

/** tRPC has one code for this and for every other request that it does not take. */
const BATCH_TOO_LONG = "Batch call exceeds maximum size";

/** What a refused call is about, or null where the fault is ours. */
export function toRefusal(error: TRPCError): Refusal | null {
  if (error.cause instanceof Refusal) return error.cause;
  if (error.cause instanceof z.ZodError) return refusalOf(error.cause);
  if (error.code === "NOT_FOUND" || error.code === "METHOD_NOT_SUPPORTED") return new Refusal("path-unknown");
  if (error.code === "INTERNAL_SERVER_ERROR") return null;
  if (error.message === BATCH_TOO_LONG) return new Refusal("batch-too-long");
  return new Refusal("input-invalid");
}

/** Gives a refusal its tRPC code; what is neither a refusal nor the database's fault stays what it is. */
const codeOfRefusal = t.middleware(async ({ next, type, ctx }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = isDatabaseFailure(result.error.cause)
    ? new Refusal("database-unavailable")
    : result.error.cause;
  if (!(cause instanceof Refusal)) return result;
  // What a change does not find may have ended a moment ago: it is said when that is so at every door.
  if (type === "mutation" && cause.kind === "not-found") ctx.runtime.narrowed();
  throw new TRPCError({ code: CODES[cause.kind], message: REASONS[cause.reason][1], cause });
});

export const router = t.router;
/** For everybody, signed in or not. */
export const publicProcedure = t.procedure.use(codeOfRefusal);
