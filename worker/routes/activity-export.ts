import type { Context } from "hono";
import { Hono } from "hono";
import * as z from "zod";
import { ACTIVITY_FORMATS } from "../domain/activity/export.ts";
import type { Actor } from "../domain/actor.ts";
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
import type { Runtime } from "../verification/runtime.ts";
import { verifyToken } from "../verification/verify-token.ts";

const PAGE = 200;

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
  const { runtime } = c.var;
  const { user } = readQuery(c, query);
  const actor = await signedInActor(c);
  // Asked before the answer begins, while it still can be a refusal.
  const first = await listOrganizationActivity(runtime, actor, { userId: user, limit: PAGE });
  const { type, head, line } = ACTIVITY_FORMATS[format];
  let page: typeof first | null = first;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      if (page === null) return controller.close();
      controller.enqueue(encoder.encode(page.items.map(line).join("")));
      page = await nextPage(runtime, actor, user, page.nextCursor);
    },
  });
  return new Response(body as unknown as ReadableStream, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="activity.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}

async function nextPage(runtime: Runtime, actor: Actor, userId: string | undefined, cursor: string | null) {
  return cursor === null ? null : listOrganizationActivity(runtime, actor, { userId, cursor, limit: PAGE });
}

async function signedInActor(c: Context<App>): Promise<Actor> {
  const text = readSessionCookie(c);
  const use = lastUse(c.req.method, c.req.path);
  return actorOf({ session: text ? await verifyToken(c.var.runtime, { text, kind: "session", use }) : null });
}
