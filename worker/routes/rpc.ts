import { trpcServer } from "@hono/trpc-server";
import type { Context, Next } from "hono";
import { Refusal } from "../domain/errors.ts";
import { lastUse } from "../domain/tokens/last-use.ts";
import { assertionOf } from "../http/access.ts";
import { clientOf } from "../http/client.ts";
import { demandHttps } from "../http/demand-https.ts";
import { type App, Hono } from "../http/hono.ts";
import { logFailure } from "../http/log.ts";
import { retryAfterS } from "../http/problem.ts";
import { sameOrigin } from "../http/same-origin.ts";
import { clearedSessionCookie, readSessionCookie, sessionCookie } from "../http/session-cookie.ts";
import type { Context as ProcedureContext } from "../procedures/context.ts";
import { appRouter } from "../procedures/router.ts";
import { errorOf, toRefusal } from "../procedures/trpc.ts";
import { verifyToken } from "../verification/verify-token.ts";

export const RPC_PATH = "/trpc";
const LONGEST_BATCH = 10;
const STREAMING = ["trpc-accept", "accept"];

/** The web app's own API. */
export const rpc = new Hono<App>()
  .use(demandHttps())
  .use(sameOrigin())
  .use(answerWhole)
  .use(
    trpcServer({
      router: appRouter,
      endpoint: RPC_PATH,
      maxBatchSize: LONGEST_BATCH,
      createContext: async ({ resHeaders }, c) => {
        const told = (error: unknown) => errorOf(c.var.runtime.failed("trpc", error));
        const context = await procedureContext(c, resHeaders).catch((error) => Promise.reject(told(error)));
        return { ...context };
      },
      responseMeta: ({ errors }) => {
        const waits = errors.map((error) => retryAfterS(toRefusal(error)) ?? 0);
        const longestWait = Math.max(0, ...waits);
        const headers = new Headers({ "Cache-Control": "no-store" });
        if (longestWait > 0) headers.set("Retry-After", String(longestWait));
        return { headers };
      },
      onError: ({ error, path }) => {
        // Errors of procedures are logged where they get their reference.
        const isLogged = error.cause instanceof Refusal;
        if (error.code === "INTERNAL_SERVER_ERROR" && !isLogged)
          logFailure(`trpc ${path ?? ""}`, error.cause);
      },
    }),
  );

/**
 * A streamed batch would begin to answer before its calls, and the leases, have ended. Either of two headers can ask
 * for one.
 */
async function answerWhole(c: Context<App>, next: Next): Promise<void> {
  const { headers } = c.req.raw;
  if (STREAMING.some((name) => headers.get(name)?.includes("jsonl"))) {
    c.req.raw = new Request(c.req.raw);
    for (const name of STREAMING) c.req.raw.headers.delete(name);
  }
  await next();
  // tRPC sets no type on its refusal of a batch that is too long, and the platform then says text/plain.
  c.res.headers.set("Content-Type", "application/json");
  // Pages judge times by the server's clock, not the browser's; without a proxy in front, nobody else sends it.
  c.res.headers.set("Date", new Date(c.var.runtime.now()).toUTCString());
}

async function procedureContext(c: Context<App>, resHeaders: Headers): Promise<ProcedureContext> {
  const { runtime } = c.var;
  // A slow sender may have been signed out before the last byte came, so the session is judged after the body.
  if (c.req.raw.body) await c.req.arrayBuffer();
  const text = readSessionCookie(c);
  const use = lastUse(c.req.method, c.req.path);
  let passwords = 0;
  return {
    runtime,
    session: text ? await verifyToken(runtime, { text, kind: "session", use }) : null,
    client: clientOf(c),
    assertion: assertionOf(c),
    firstPassword: () => ++passwords === 1,
    cookie: {
      set: (token, maxAgeMs) => resHeaders.append("Set-Cookie", sessionCookie(token, maxAgeMs)),
      clear: () => resHeaders.append("Set-Cookie", clearedSessionCookie()),
    },
  };
}
