import type { Context } from "hono";
import { Hono } from "hono";
import * as z from "zod";
import { ACTIVITY_FORMATS, exportedText } from "../domain/activity/export.ts";
import type { Actor } from "../domain/actor.ts";
import { Refusal } from "../domain/errors.ts";
import { lastUse } from "../domain/tokens/last-use.ts";
import { userIdSchema } from "../domain/users/user-id.ts";
import { methodNotAllowed } from "../http/by-method.ts";
import { demandHttps } from "../http/demand-https.ts";
import type { App } from "../http/hono.ts";
import { readQuery } from "../http/query.ts";
import { sameOrigin } from "../http/same-origin.ts";
import { readSessionCookie } from "../http/session-cookie.ts";
import { listOrganizationActivity } from "../procedures/activity/list.ts";
import { actorOf } from "../procedures/guards.ts";
import { verifyToken } from "../verification/verify-token.ts";

/** A page is two questions to D1, of which one invocation has a thousand: so much of an activity is one file. */
const PAGE = 2_000;
const MOST_PAGES = 450;

const query = z.object({ user: userIdSchema.optional() });

/**
 * Activity as a file, for whoever may see it in the web app: behind the session, like the page. The web
 * app's own, as tRPC is, and so not among what is documented for integrations.
 */
export const activityExport = new Hono<App>()
  .use(demandHttps())
  .use(sameOrigin())
  .all("/activity.csv", (c) => exported(c, "csv"))
  .all("/activity.ndjson", (c) => exported(c, "ndjson"));

async function exported(c: Context<App>, format: keyof typeof ACTIVITY_FORMATS): Promise<Response> {
  if (c.req.method !== "GET") return methodNotAllowed(["GET"]);
  const { user } = readQuery(c, query);
  // Asked before the answer begins, while it still can be a refusal.
  const first = await nextPage(c, user);
  const more = (cursor: string) => nextPage(c, user, cursor).catch((error) => Promise.reject(told(c, error)));
  const text = exportedText(ACTIVITY_FORMATS[format], first, more, MOST_PAGES);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body as unknown as ReadableStream, {
    headers: {
      "Content-Type": ACTIVITY_FORMATS[format].type,
      "Content-Disposition": `attachment; filename="activity.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}

/** Who reads is asked for each page again: a session or a role that has ended reads no further. */
async function nextPage(c: Context<App>, userId: string | undefined, cursor?: string) {
  return listOrganizationActivity(c.var.runtime, await signedInActor(c), { userId, cursor, limit: PAGE });
}

function told(c: Context<App>, error: unknown): Refusal {
  return error instanceof Refusal ? error : c.var.runtime.failed(c.req.routePath, error);
}

async function signedInActor(c: Context<App>): Promise<Actor> {
  const text = readSessionCookie(c);
  const use = lastUse(c.req.method, c.req.path);
  return actorOf({ session: text ? await verifyToken(c.var.runtime, { text, kind: "session", use }) : null });
}
