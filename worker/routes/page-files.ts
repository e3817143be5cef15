import * as z from "zod";

/** What the build of the web app tells: by a page's module, its files. */
const PageFiles = z.record(z.string(), z.array(z.string()));

/** The module that draws each page which is not in the app's first script. */
const MODULES: readonly (readonly [at: RegExp, module: string])[] = [
  [/^\/forgot-password$/, "pages/forgot-password/page.tsx"],
  [/^\/set-password$/, "pages/set-password/page.tsx"],
  [/^\/docs$/, "pages/docs/page.tsx"],
  [/^\/$/, "pages/home/page.tsx"],
  [/^\/user$/, "pages/user/profile.tsx"],
  [/^\/account\/users$/, "pages/team/page.tsx"],
  [/^\/account\/users\/[^/]+$/, "pages/member/page.tsx"],
  [/^\/account\/users\/[^/]+\/security$/, "pages/member-security/page.tsx"],
  [/^\/account\/permissions$/, "pages/permissions/page.tsx"],
  [/^\/account\/activity$/, "pages/activity/page.tsx"],
  [/^\/partner$/, "pages/customers/page.tsx"],
];

/**
 * The files of the page at this path, beyond those that every page starts with. `askBuilt`: for what the build wrote
 * of them, which is not asked for where the page has none.
 */
export async function filesOfPage(askBuilt: () => Promise<Response>, pathname: string): Promise<string[]> {
  const module = MODULES.find(([at]) => at.test(pathname))?.[1];
  if (!module) return [];
  const built = await askBuilt();
  if (!built.headers.get("Content-Type")?.startsWith("application/json")) return [];
  return PageFiles.parse(await built.json())[module] ?? [];
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
