import type { Context } from "hono";
import { Hono } from "hono";
import * as z from "zod";
import { ACTIVITY_FORMATS } from "../domain/activity/export.ts";
import type { Actor } from "../domain/actor.ts";
import { lastUse } from "../domain/tokens/last-use.ts";
import { userIdSchema } from "../domain/users/user-id.ts";
import { problems } from "../http/answers.ts";
import { type Documentation, documented } from "../http/documented.ts";
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

/** Activity as a file, for whoever may see it in the web app: behind the session, like the page. */
export const activityExport = new Hono<App>()
  .use(sameOrigin())
  .get(
    "/activity.csv",
    documented(() => documentation("csv")),
    (c) => exported(c, "csv"),
  )
  .get(
    "/activity.ndjson",
    documented(() => documentation("ndjson")),
    (c) => exported(c, "ndjson"),
  );

function documentation(format: keyof typeof ACTIVITY_FORMATS): Documentation {
  return {
    summary: `The organization's activity as ${format.toUpperCase()}`,
    description: "For the web app: with the session of a superuser or Master Admin, and no token.",
    token: false,
    query,
    answers: {
      200: {
        description: "All of it, newest first",
        content: { [ACTIVITY_FORMATS[format].type]: z.string() },
      },
      ...problems(401, 403, 422, 503),
    },
  };
}

async function exported(c: Context<App>, format: keyof typeof ACTIVITY_FORMATS): Promise<Response> {
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
