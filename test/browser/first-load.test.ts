import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const MOST_SCRIPT_BYTES = 60_000;

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

/** Loads after the page is usable: rows and the first chapters do not wait for it. */
const LATER: Record<string, RegExp> = {
  "/sign-in": /sign-in-with-passkey|ask-/,
  "/docs": /later-chapters|numbers|reference|errors|endpoint/,
  "/user/security": /browser-name/,
  "/account/users/:id/security": /browser-name/,
};

test.each([
  ["/settings/api-tokens", "API tokens"],
  ["/user", "User info"],
  ["/user/security", "User info"],
  ["/account", "Account info"],
  ["/account/users", "Team"],
  ["/account/users/:id", "Mei Tanaka"],
  ["/account/users/:id/security", "Mei Tanaka"],
  ["/account/permissions", "Permissions and groups"],
  ["/account/policy", "Policy"],
  ["/account/api-tokens", "Organization API tokens"],
  ["/account/api-tokens/:token", "Production integration"],
  ["/account/activity", "Activity"],
  ["/docs", "Documentation"],
  ["/sign-in", "Sign in"],
  ["/forgot-password", "Forgot your password?"],
])("%s: the page names all its files, and the browser asks for no other", async (route, heading) => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "master@northwind.example");
  const [mei] = await latchkey.sql<{ id: string }>(
    "SELECT user_id AS id FROM membership WHERE name = 'Mei Tanaka' LIMIT 1",
  );
  const [token] = await latchkey.sql<{ id: string }>(
    "SELECT id FROM token WHERE name = 'Production integration'",
  );
  const path = route.replace(":id", mei?.id ?? "").replace(":token", token?.id ?? "");
  await page.goto("about:blank");
  if (path === "/sign-in" || path === "/forgot-password") await page.context().clearCookies();
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/assets/")) asked.push(pathname);
  });
  const html = (await (await page.goto(path))?.text()) ?? "";
  const named = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, file]) => file);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual(expect.arrayContaining(named));
  expect(asked.filter((file) => !named.includes(file) && !LATER[route]?.test(file))).toEqual([]);
  // Chromium complains about files that were fetched ahead and not used.
  await end();
});

test("dialogs come when somebody stirs: not when a page appears below a pointer at rest", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "master@northwind.example");
  const dialogs: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/add-dialogs-")) dialogs.push(request.url());
  });
  await page.goto("/account/users");
  await page.getByRole("heading", { level: 1, name: "Team" }).waitFor();
  // Simulates an event that Chromium sends at times.
  await page.evaluate("document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }))");
  await page.waitForLoadState("networkidle");
  expect(dialogs).toEqual([]);
  const asked = page.waitForRequest((request) => request.url().includes("/add-dialogs-"));
  await page.mouse.move(200, 200, { steps: 3 });
  await asked;
  await end();
});

test("the sign-in and token pages together load at most 60 kB of compressed script, compiled on its way, and nothing from elsewhere", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  const scripts = new Map<string, Promise<Buffer>>();
  const elsewhere: string[] = [];
  page.on("response", (response) => {
    if (new URL(response.url()).origin !== latchkey.origin) elsewhere.push(response.url());
    if (response.request().resourceType() === "script") scripts.set(response.url(), response.body());
  });
  await signInAs(page, "member@northwind.example");
  await page.getByRole("row", { name: /Production integration/ }).waitFor();
  const bodies = await Promise.all(scripts.values());
  expect(bodies.some((body) => body.toString().startsWith("//# allFunctionsCalledOnLoad\n"))).toBe(true);
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(elsewhere).toEqual([]);
  expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  await end();
});
