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

/** A page takes two questions to D1, and an invocation may ask a thousand; this limits a file's length. */
const PAGE = 2_000;
const MOST_PAGES = 450;

const query = z.object({ user: z.optional(userIdSchema) });

/**
 * Activity as a file, for those who may see it in the web app: behind the session, like the page. It belongs to the
 * web app, as tRPC does, so it is not in the documented API.
 */
export const activityExport = new Hono<App>()
  .use(demandHttps())
  .use(sameOrigin())
  .all("/activity.csv", (c) => exported(c, "csv"))
  .all("/activity.ndjson", (c) => exported(c, "ndjson"));

async function exported(c: Context<App>, format: keyof typeof ACTIVITY_FORMATS): Promise<Response> {
  if (c.req.method !== "GET") return methodNotAllowed(["GET"]);
  const { user } = readQuery(c, query);
  // Checked before the answer begins, while it still can be a refusal.
  const first = await nextPage(c, user);
  const more = (cursor: string) => nextPage(c, user, cursor).catch((error) => Promise.reject(told(c, error)));
  const text = exportedText(ACTIVITY_FORMATS[format], first, more, MOST_PAGES);
  return fileAnswer(`activity.${format}`, ACTIVITY_FORMATS[format].type, text);
}

/** Each page checks the reader again: a session or a role that has ended reads no further. */
async function nextPage(c: Context<App>, userId: string | undefined, cursor?: string) {
  return listOrganizationActivity(c.var.runtime, await signedInActor(c), { userId, cursor, limit: PAGE });
}
