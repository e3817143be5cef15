import type { Context } from "hono";
import { batchPath, firstQuestions } from "../../web/first-questions.ts";
import { accessHint, assertionOf } from "../http/access.ts";
import { methodNotAllowed } from "../http/by-method.ts";
import { isInTheClear } from "../http/demand-https.ts";
import type { App } from "../http/hono.ts";
import { pathUnknown } from "../http/path-unknown.ts";
import { readSessionCookie } from "../http/session-cookie.ts";
import { builtFile, fetchBuilt, withCaching } from "./built-file.ts";
import { filesOfPage, withFiles } from "./page-files.ts";

const CREDENTIALS = ["Authorization", "X-Auth-Token"];

const FILE = /\.[0-9a-z]+$/i;

/**
 * The web app: its files, and its one page for every other path. A gateway that appends an un-normalised path to
 * `/forward-auth` may end up here and must never take this 200 for a yes, so requests with a token and gateways get
 * no page (`no-gateway-questions.ts`).
 */
export async function pages(c: Context<App>): Promise<Response> {
  if (c.req.method !== "GET" && c.req.method !== "HEAD") return methodNotAllowed(["GET", "HEAD"]);
  const { headers } = c.req.raw;
  if (CREDENTIALS.some((name) => headers.has(name))) return pathUnknown(c);
  // Text typed into a page must not cross the network in the clear.
  if (isInTheClear(c.req.url)) return c.redirect(c.req.url.replace(/^http:/, "https:"), 308);
  return FILE.test(c.req.path) ? builtFile(c) : page(c);
}

/** A client that asks for another type by name, such as JSON, means the API and not a page. */
function takesPages(accept = "*/*"): boolean {
  const types = accept.split(",").map((range) => range.split(";", 1)[0]?.trim().toLowerCase());
  return types.includes("text/html") || types.every((type) => type === "*/*" || type === "");
}

async function page(c: Context<App>): Promise<Response> {
  if (!takesPages(c.req.header("Accept"))) return pathUnknown(c);
  const url = new URL(c.req.url);
  const { method, headers } = c.req.raw;
  const [html, files] = await Promise.all([
    fetchBuilt(c, "/", { method, headers }),
    filesOfPage(() => fetchBuilt(c, "/page-files.json"), url.pathname),
  ]);
  const response = withCaching(withFiles(html, files), "no-cache");
  const questions = readSessionCookie(c) === undefined ? [] : firstQuestions(url);
  // The browser asks these first questions while it still loads the app's script.
  if (questions.length > 0)
    response.headers.append("Link", `<${batchPath(questions)}>; rel=preload; as=fetch; crossorigin`);
  const hint = accessHint(c, c.var.runtime.settings.access !== null && assertionOf(c) !== null);
  if (hint !== null) response.headers.append("Set-Cookie", hint);
  return response;
}
