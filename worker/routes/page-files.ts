import * as z from "zod/mini";
import { pageAt } from "../../web/pages.ts";

/** What the build of the web app tells: by a page's module, its files. */
const PageFiles = z.record(z.string(), z.array(z.string()));

/**
 * The files of the page at this path, beyond those that every page starts with. `askBuilt`: for what the build wrote
 * of them, which is not asked for where the page has none.
 */
export async function filesOfPage(askBuilt: () => Promise<Response>, pathname: string): Promise<string[]> {
  const page = pageAt(pathname)?.page;
  if (!page || page.first) return [];
  const built = await askBuilt();
  if (!built.headers.get("Content-Type")?.startsWith("application/json")) return [];
  return PageFiles.parse(await built.json())[page.module] ?? [];
}

/**
 * Names these files in the head of the app's HTML, behind the app's first script: the browser asks for all of them
 * at once, and not for a page's own once that script has run.
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
