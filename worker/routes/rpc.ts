import type { Context, Next } from "hono";
import { Refusal } from "../domain/errors.ts";
import { lastUse } from "../domain/tokens/last-use.ts";
import { assertionOf } from "../http/access.ts";
import { answerCalls } from "../http/answer-calls.ts";
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
import { type Verdict, verifyToken } from "../verification/verify-token.ts";

export const RPC_PATH = "/trpc";
const LONGEST_BATCH = 10;

/** The web app's own API. */
export const rpc = new Hono<App>()
  .use(demandHttps())
  .use(sameOrigin())
  .use(withDate)
  .use(
    answerCalls({
      router: appRouter,
      endpoint: RPC_PATH,
      longestBatch: LONGEST_BATCH,
      createContext: (c, headers) =>
        procedureContext(c, headers).catch((error) =>
          Promise.reject(errorOf(c.var.runtime.failed("trpc", error))),
        ),
      headersFor: (errors) => {
        const waits = errors.map((error) => retryAfterS(toRefusal(error)) ?? 0);
        const longestWait = Math.max(0, ...waits);
        return {
          "Cache-Control": "no-store",
          ...(longestWait > 0 ? { "Retry-After": String(longestWait) } : {}),
        };
      },
      onError: (error, path = "") => {
        // Errors of procedures are logged where they get their reference.
        const isLogged = error.cause instanceof Refusal;
        if (error.code === "INTERNAL_SERVER_ERROR" && !isLogged) logFailure(`trpc ${path}`, error.cause);
      },
    }),
  );

/** Pages judge times by the server's clock, not the browser's; without a proxy in front, nobody else sends it. */
async function withDate(c: Context<App>, next: Next): Promise<void> {
  await next();
  c.res.headers.set("Date", new Date(c.var.runtime.now()).toUTCString());
}

async function procedureContext(c: Context<App>, headers: Headers): Promise<ProcedureContext> {
  const { runtime } = c.var;
  // A slow sender may have been signed out before the last byte came, so the session is judged after the body.
  if (c.req.raw.body) await c.req.arrayBuffer();
  const text = readSessionCookie(c);
  const use = lastUse(c.req.method, c.req.path);
  const session = text ? await verifyToken(runtime, { text, kind: "session", use }) : null;
  let passwords = 0;
  return {
    runtime,
    session: isDrawnForAnother(c, session) ? null : session,
    client: clientOf(c),
    assertion: assertionOf(c),
    firstPassword: () => ++passwords === 1,
    cookie: {
      set: (token, maxAgeMs) => headers.append("Set-Cookie", sessionCookie(token, maxAgeMs)),
      clear: () => headers.append("Set-Cookie", clearedSessionCookie()),
    },
  };
}

/** A page that does not know yet that another tab holds another session speaks for nobody. */
function isDrawnForAnother(c: Context<App>, session: Verdict | null): boolean {
  const drawnFor = c.req.header("X-Drawn-For");
  if (!drawnFor || !session?.ok) return false;
  const { user, organization } = session.actor.member;
  return drawnFor !== `${user.id} ${organization.id}`;
}
