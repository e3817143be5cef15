import { type AnyTRPCRouter, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from "@trpc/server";
import type { Context } from "hono";
import { Refusal } from "../domain/errors.ts";
import { errorOf } from "../procedures/trpc.ts";
import type { App } from "./hono.ts";

type Options = {
  router: AnyTRPCRouter;
  /** The path before the procedures' names. */
  endpoint: string;
  longestBatch: number;
  /** Made once for all calls of a request. What it rejects with is the answer to each of them. */
  createContext: (c: Context<App>, headers: Headers) => Promise<object>;
  onError: (error: TRPCError, path?: string) => void;
  headersFor: (errors: readonly TRPCError[]) => Record<string, string>;
};

/** A result or an error, as tRPC's clients read it. */
type Answer = { result: { data: unknown } } | { error: { data: { httpStatus: number } } };

/**
 * tRPC's HTTP as its own adapter speaks it, without streams, subscriptions, forms and transformers, which Latchkey has
 * none of: `GET /trpc/NAME?input=…`, `POST /trpc/NAME` with JSON, and batches of either, `NAME,NAME?batch=1`.
 */
export function answerCalls({ router, endpoint, longestBatch, ...options }: Options) {
  const { procedures, _config: config } = router._def;
  return async function answerCalls(c: Context<App>): Promise<Response> {
    const { method } = c.req;
    const headers = new Headers({ "Content-Type": "application/json" });
    if (method === "HEAD") return new Response(null, { status: 204, headers });
    const errors: TRPCError[] = [];
    const told = (thrown: unknown, path?: string): Answer => {
      const error = getTRPCErrorFromUnknown(thrown);
      errors.push(error);
      options.onError(error, path);
      return {
        error: getTRPCErrorShape({ config, error, path, type: "unknown", input: undefined, ctx: {} }),
      };
    };
    const respond = (answers: Answer | Answer[]) => {
      const body = JSON.stringify(answers);
      for (const [name, value] of Object.entries(options.headersFor(errors))) headers.set(name, value);
      return new Response(body, { status: statusOf([answers].flat()), headers });
    };
    try {
      const { isBatch, paths, input } = readCalls(c, endpoint);
      if (isBatch && paths.length > longestBatch) throw errorOf(new Refusal("batch-too-long"));
      const types = new Set(paths.flatMap((path) => procedures[path]?._def.type ?? []));
      if (types.size > 1) throw malformed();
      const [context] = await Promise.allSettled([options.createContext(c, headers)]);
      const call = async (path: string, batchIndex: number): Promise<Answer> => {
        const procedure = procedures[path];
        if (!procedure) throw errorOf(new Refusal("path-unknown"));
        const { type } = procedure._def;
        const accepted = type === "mutation" ? "POST" : "GET";
        if (method !== accepted) {
          headers.set("Allow", accepted);
          throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
        }
        if (context.status === "rejected") throw context.reason;
        const getRawInput = () => input(batchIndex);
        const { signal } = c.req.raw;
        const data = await procedure({ path, type, ctx: context.value, getRawInput, batchIndex, signal });
        return { result: { data } };
      };
      const answers = await Promise.all(
        paths.map((path, nth) => call(path, nth).catch((error) => told(error, path))),
      );
      return respond(isBatch ? answers : (answers[0] as Answer));
    } catch (error) {
      return respond(told(error));
    }
  };
}

/** Procedures without an input never ask for theirs: it may then be anything. */
function readCalls(c: Context<App>, endpoint: string) {
  const { pathname, searchParams } = new URL(c.req.url);
  const path = orMalformed(() =>
    decodeURIComponent(pathname.slice(endpoint.length).replace(/^\/|\/\/?$/g, "")),
  );
  const isBatch = searchParams.get("batch") === "1";
  let read: Promise<unknown> | undefined;
  const inputs = async () => {
    const text = c.req.method === "GET" ? searchParams.get("input") : await c.req.text();
    return text ? orMalformed(() => JSON.parse(text)) : undefined;
  };
  const input = async (nth: number): Promise<unknown> => {
    read ??= inputs();
    const all = await read;
    if (!isBatch || all === undefined) return all;
    if (typeof all !== "object" || all === null || Array.isArray(all)) throw malformed();
    return (all as Record<number, unknown>)[nth];
  };
  return { isBatch, paths: isBatch ? path.split(",") : [path], input };
}

function orMalformed<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch {
    throw malformed();
  }
}

function malformed(): TRPCError {
  return errorOf(new Refusal("input-invalid"));
}

/** 207, "multi-status", if not all are alike. */
function statusOf(answers: readonly Answer[]): number {
  const [status = 200, ...others] = new Set(
    answers.map((answer) => ("error" in answer ? answer.error.data.httpStatus : 200)),
  );
  return others.length > 0 ? 207 : status;
}
