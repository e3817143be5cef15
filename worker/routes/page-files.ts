import * as z from "zod/mini";
import { pageAt } from "../../web/pages.ts";

/** Written by the web app's build: the files of each page's module. */
const PageFiles = z.record(z.string(), z.array(z.string()));

/**
 * The files of the page at this path, beyond those that every page starts with. `askBuilt` fetches what the build
 * wrote; it is not called if the page has none.
 */
export async function filesOfPage(askBuilt: () => Promise<Response>, pathname: string): Promise<string[]> {
  const page = pageAt(pathname)?.page;
  if (!page || page.first) return [];
  const built = await askBuilt();
  if (!built.headers.get("Content-Type")?.startsWith("application/json")) return [];
  return PageFiles.parse(await built.json())[page.module] ?? [];
}

/**
 * Names these files in the head of the app's HTML, after the app's first script, so that the browser fetches all of
 * them at once instead of waiting for that script to run.
 */
export function withFiles(html: Response, files: readonly string[]): Response {
  if (files.length === 0) return html;
  const links = files.map((file) =>
    file.endsWith(".css")
      ? `<link rel="preload" as="style" crossorigin href="/${file}">`
      : `<link rel="modulepreload" crossorigin href="/${file}">`,
  );
  return new HTMLRewriter()
    .on("head", { element: (head) => void head.append(links.join("\n"), { html: true }) })
    .transform(html);
}
