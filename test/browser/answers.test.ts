import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { MINUTE_MS } from "../../worker/domain/durations.ts";
import { visit } from "../world/chromium.ts";
import { fillInSignIn, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const EMAIL = "member@northwind.example";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

async function signInForm(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await fillInSignIn(page, EMAIL);
}

test.each([
  [500, "text/html", {}, "Latchkey failed to answer (500). It is not your fault"],
  [500, "text/plain", {}, "Latchkey failed to answer (500)"],
  [503, "text/html", {}, "Latchkey is not available just now (503)"],
  [522, "text/html", {}, "Latchkey is not available just now (522)"],
  [429, "text/html", { "Retry-After": "17" }, "Try again in 17 seconds"],
  [403, "text/html", {}, "such as a proxy or a firewall, refused this (403)"],
  [200, "text/html", {}, "Something else answered in Latchkey's place"],
  [500, "application/json", {}, "Latchkey failed to answer (500)"],
])(
  "an answer %i of %s that is not Latchkey's own is told for what it is",
  async (status, type, headers, sentence) => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInForm(page);
    await page.route("**/trpc/session.signIn*", (route) =>
      route.fulfill({
        status,
        contentType: type,
        headers,
        body: type.endsWith("json") ? "{}" : "error code: 1101",
      }),
    );
    await page.getByRole("button", { name: "Sign in" }).click();
    await page
      .getByRole("alert")
      .filter({ hasText: sentence.slice(0, 12) })
      .waitFor();
    await expect
      .poll(() => page.getByRole("alert").allInnerTexts())
      .toContainEqual(expect.stringContaining(sentence));
    await end(/the server responded with a status of/);
  },
);

test("a server that hangs: the form says so after a few seconds, and gives up with a sentence", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await page.clock.install();
  await signInForm(page);
  await page.route("**/trpc/session.signIn*", () => {});
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.clock.runFor(5_000);
  await page.getByText("Still waiting").waitFor();
  await page.clock.runFor(45_000);
  await page
    .getByText("Latchkey did not answer within 45 seconds. Whether it was done is not known")
    .waitFor();
  expect(await page.getByText("Still waiting").count()).toBe(0);
  await end();
});

test("the frame of a page that waits for the session says so too, and offers the way on", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, EMAIL);
  await page.clock.install();
  await page.route("**/trpc/**", () => {});
  await page.goto("/settings/api-tokens", { waitUntil: "commit" });
  await page.getByText("Loading").waitFor({ state: "attached" });
  await page.clock.runFor(5_000);
  await page.getByText("Still waiting").waitFor();
  await page.clock.runFor(20_000);
  await page.getByRole("heading", { name: "Latchkey does not answer" }).waitFor();
  await page.unroute("**/trpc/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("row", { name: /Spreadsheet sync/ }).waitFor();
  // Nothing used what was fetched ahead.
  await end(/preload/);
});

test("a sign-in whose cookie the browser does not keep says what is wrong and what to do", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInForm(page);
  await page.route("**/trpc/session.signIn*", async (route) => {
    const answer = await route.fetch();
    await page.context().clearCookies();
    const { "set-cookie": _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("this browser did not keep the cookie of the session").waitFor();
  await page.getByText("Safari keeps none on http://localhost").waitFor();
  await end();
});

test.each([
  ["10 minutes behind", -10 * MINUTE_MS],
  ["a day ahead", 24 * 60 * MINUTE_MS],
])("with the browser's clock %s, times are the server's", async (_, offMs) => {
  const { page, end } = await visit(browser, latchkey.origin);
  const client = await latchkey.signedIn(EMAIL);
  const expiresAt = new Date(Date.now() + 120 * MINUTE_MS).toISOString();
  const name = `Two hours ${offMs}`;
  await client.rpc.tokens.create.mutate({ name, expiresAt });
  await page.clock.setSystemTime(Date.now() + offMs);
  await signInAs(page, EMAIL);
  const row = page.getByRole("row", { name: new RegExp(name) });
  await row.getByText("just now").waitFor();
  expect(await row.getByText("Expired").count()).toBe(0);
  await page.getByRole("button", { name: "+ New token" }).click();
  await page.getByRole("radio", { name: "30 days" }).check();
  const written = await page
    .getByRole("dialog")
    .getByText(/^\w+day, .*\d\d:\d\d$/)
    .innerText();
  const expected = Date.now() + 30 * 24 * 60 * MINUTE_MS;
  expect(Math.abs(Date.parse(`${written} UTC`) - expected)).toBeLessThan(2 * MINUTE_MS);
  await end();
});
