import { expect, test, vi } from "vitest";
import { filesOfPage, withFiles } from "../../worker/routes/page-files.ts";

const BUILT = { "pages/team/page.tsx": ["assets/team.js", "assets/team.css"] };
const html = () => new Response("<html><head><title>x</title></head><body></body></html>");

test.each([
  ["/account/users", Response.json(BUILT), BUILT["pages/team/page.tsx"]],
  ["/account/users/usr_1", Response.json(BUILT), []],
  ["/settings/api-tokens", Response.json(BUILT), []],
  ["/account/users", html(), []],
])("%s: what the build wrote of it, and nothing where it wrote nothing", async (path, built, files) => {
  built.headers.set("Content-Type", built.headers.get("Content-Type") ?? "text/html");
  expect(await filesOfPage(async () => built, path)).toEqual(files);
});

test("what the build wrote is not asked for where a page has no files of its own", async () => {
  const asked = vi.fn(async () => Response.json(BUILT));
  await filesOfPage(asked, "/settings/api-tokens");
  expect(asked).not.toHaveBeenCalled();
});

test("scripts and styles are named in the head of the page", async () => {
  const text = await withFiles(html(), BUILT["pages/team/page.tsx"]).text();
  expect(text).toBe(
    '<html><head><title>x</title><link rel="modulepreload" crossorigin href="/assets/team.js">\n' +
      '<link rel="preload" as="style" crossorigin href="/assets/team.css"></head><body></body></html>',
  );
});

test("an answer without a body stays one", async () => {
  const unchanged = withFiles(new Response(null, { status: 304 }), BUILT["pages/team/page.tsx"]);
  expect(unchanged.status).toBe(304);
  expect(unchanged.body).toBeNull();
});
