import type { Context } from "hono";
import * as z from "zod/mini";
import { demand } from "../domain/errors.ts";
import { exportedText } from "../domain/exported-file.ts";
import { isSuperuser } from "../domain/organizations/roles.ts";
import { TOKENS_CSV } from "../domain/tokens/export.ts";
import { methodNotAllowed } from "../http/by-method.ts";
import { demandHttps } from "../http/demand-https.ts";
import { fileAnswer, signedInActor, told } from "../http/file-answer.ts";
import { type App, Hono } from "../http/hono.ts";
import { readQuery } from "../http/query.ts";
import { sameOrigin } from "../http/same-origin.ts";
import { listTokensOfOrganization, tokensInput } from "../procedures/organization/tokens.ts";

/** A page takes up to four questions to D1, and an invocation may ask a thousand. */
const PAGE = 1_000;
const MOST_PAGES = 200;

const query = z.pick(tokensInput, { q: true, state: true, sort: true });

/**
 * The organization's API tokens as a file: those that the page shows, in its order, behind the session like the page.
 */
export const tokensExport = new Hono<App>()
  .use(demandHttps())
  .use(sameOrigin())
  .all("/api-tokens.csv", exported);

async function exported(c: Context<App>): Promise<Response> {
  if (c.req.method !== "GET") return methodNotAllowed(["GET"]);
  const asked = readQuery(c, query);
  const nextPage = async (cursor?: string) =>
    listTokensOfOrganization(c.var.runtime, await signedInSuperuser(c), { ...asked, cursor, limit: PAGE });
  // Checked before the answer begins, while it still can be a refusal.
  const first = await nextPage();
  const more = (cursor: string) => nextPage(cursor).catch((error) => Promise.reject(told(c, error)));
  return fileAnswer("api-tokens.csv", TOKENS_CSV.type, exportedText(TOKENS_CSV, first, more, MOST_PAGES));
}

/** Each page checks the reader again: a session or a role that has ended reads no further. */
async function signedInSuperuser(c: Context<App>) {
  const actor = await signedInActor(c);
  demand(isSuperuser(actor.member), "role-too-low");
  return actor;
}
