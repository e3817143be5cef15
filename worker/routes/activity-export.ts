import type { Context } from "hono";
import * as z from "zod/mini";
import { ACTIVITY_FORMATS } from "../domain/activity/export.ts";
import { exportedText } from "../domain/exported-file.ts";
import { userIdSchema } from "../domain/users/user-id.ts";
import { methodNotAllowed } from "../http/by-method.ts";
import { demandHttps } from "../http/demand-https.ts";
import { fileAnswer, signedInActor, told } from "../http/file-answer.ts";
import { type App, Hono } from "../http/hono.ts";
import { readQuery } from "../http/query.ts";
import { sameOrigin } from "../http/same-origin.ts";
import { listOrganizationActivity } from "../procedures/activity/list.ts";

/** A page is two questions to D1, of which one invocation has a thousand: so much of an activity is one file. */
const PAGE = 2_000;
const MOST_PAGES = 450;

const query = z.object({ user: z.optional(userIdSchema) });

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
  return fileAnswer(`activity.${format}`, ACTIVITY_FORMATS[format].type, text);
}

/** Who reads is asked for each page again: a session or a role that has ended reads no further. */
async function nextPage(c: Context<App>, userId: string | undefined, cursor?: string) {
  return listOrganizationActivity(c.var.runtime, await signedInActor(c), { userId, cursor, limit: PAGE });
}
