import type { Context } from "hono";
import type { App } from "../http/hono.ts";
import { pathUnknown } from "../http/path-unknown.ts";

const A_YEAR = "public, max-age=31536000, immutable";

/**
 * The file that the web app's build wrote to this request's path. A missing file must not become the app's page,
 * which a script tag cannot load.
 */
export async function builtFile(c: Context<App>): Promise<Response> {
  const { method, headers } = c.req.raw;
  const response = await fetchBuilt(c, c.req.url, { method, headers });
  if (response.headers.get("Content-Type")?.startsWith("text/html")) return pathUnknown(c);
  return withCaching(response, c.req.path.startsWith("/assets/") ? A_YEAR : "no-cache");
}

export async function fetchBuilt(c: Context<App>, address: string, init?: RequestInit): Promise<Response> {
  const assets = c.env.ASSETS as unknown as { fetch: (request: Request) => Promise<Response> };
  return assets.fetch(new Request(new URL(address, c.req.url), init));
}

export function withCaching(response: Response, caching: string): Response {
  const headers = new Headers(response.headers);
  headers.set("Cache-Control", caching);
  return new Response(response.body, { status: response.status, headers });
}
