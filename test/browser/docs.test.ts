import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Visit, visit } from "../world/chromium.ts";
import { hasFocus, lookFindings, signInAs, tabTo } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const SNIPPETS = join(import.meta.dirname, "../../web/pages/docs/snippets");

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

async function openDocs(at = ""): Promise<Visit> {
  const seen = await visit(browser, latchkey.origin);
  await seen.page.goto(`/docs${at}`);
  await seen.page.locator(".operation").first().waitFor();
  return seen;
}

const codeOf = (page: Page, name: string) => page.getByRole("figure").filter({ hasText: name }).first();
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const topOf = (page: Page, id: string) =>
  page.locator(`[id="${id}"]`).evaluate((element) => Math.round(element.getBoundingClientRect().top));

describe("signed out", () => {
  test("the sign-in page leads to it, and it stays", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Documentation" }).click();
    await page.getByRole("heading", { level: 1, name: "Documentation" }).waitFor();
    expect([new URL(page.url()).pathname, await page.title()]).toEqual(["/docs", "Documentation · Latchkey"]);
    expect(await page.getByRole("banner").getByRole("link", { name: "Sign in" }).count()).toBe(1);
    await end();
  });

  test("the commands carry the address of this page, and no account", async () => {
    const { page, end } = await openDocs();
    const commands = await page.locator("pre").allInnerTexts();
    expect(commands.join("\n")).toContain(`" ${latchkey.origin}/api/v1/me`);
    expect(commands.join("\n")).toContain("X-Account-Id: YOUR_ACCOUNT_ID");
    await end();
  });

  test("every snippet is there to the letter", async () => {
    const { page, end } = await openDocs();
    const shown = await page.locator("pre").evaluateAll((all) => all.map((one) => one.textContent));
    const files = readdirSync(SNIPPETS, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    const absent = files
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => !shown.includes(readFileSync(path, "utf8").replace(/\n$/, "")));
    expect(files.length).toBeGreaterThan(8);
    expect(absent).toEqual([]);
    await end();
  });

  test("every operation of the OpenAPI document is in the reference, and unfolds", async () => {
    const { page, end } = await openDocs();
    const answer = await latchkey.anonymous().fetch("/api/v1/openapi.json");
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
    const addresses = Object.entries(paths)
      .filter(([path]) => !path.endsWith("/"))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    const listed = await page.locator(".operation-address").allInnerTexts();
    expect(listed.map((one) => one.replace(/\s+/g, " ")).sort()).toEqual(addresses.sort());
    await page.getByText("Who this token speaks for").click();
    expect(await codeOf(page, "Body of 200, application/json").innerText()).toContain('"visibility_groups"');
    await end();
  });
});

test("signed in, the examples carry the reader's own account id", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "super@northwind.example");
  await page.getByRole("button", { name: "Profile menu" }).click();
  await page.getByRole("link", { name: "Documentation" }).click();
  await page.getByText(/X-Account-Id: org_/).waitFor();
  const account = /org_\w{12}/.exec(await page.getByText(/X-Account-Id: org_/).innerText())?.[0];
  const [northwind] = await latchkey.sql<{ id: string }>(
    "SELECT id FROM organization WHERE name = 'Northwind Labs'",
  );
  expect(account).toBe(northwind?.id);
  await page.reload();
  await page.getByText(`X-Account-Id: ${account}`).waitFor();
  expect(await page.getByText("YOUR_ACCOUNT_ID").count()).toBe(0);
  await end();
});

describe("places on the page", () => {
  test.each(["errors", "envoy", "get-api-v1-organization-tokens"])(
    "/docs#%s is gone to on load",
    async (id) => {
      const { page, end } = await openDocs(`#${id}`);
      await expect.poll(() => topOf(page, id)).toBeLessThan(200);
      expect(await topOf(page, id)).toBeGreaterThanOrEqual(0);
      await end();
    },
  );

  test("each heading has its address, and an id of its own", async () => {
    const { page, end } = await openDocs();
    const ids = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const links = await page
      .locator(".docs a[href*='#']")
      .evaluateAll((all) => all.map((one) => new URL((one as HTMLAnchorElement).href).hash.slice(1)));
    expect(links.length).toBeGreaterThan(50);
    expect([...new Set(links)].filter((id) => !ids.includes(id))).toEqual([]);
    await page.getByRole("link", { name: "Link to “Revocation”" }).focus();
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#revocation");
    await end();
  });

  test("the contents say which part is being read", async () => {
    const { page, end } = await openDocs("#limits");
    const current = page.getByRole("navigation", { name: "On this page" }).locator("[aria-current]");
    await expect.poll(() => current.innerText()).toBe("Limits");
    await page.goto("/docs#nginx");
    await expect.poll(() => current.innerText()).toBe("nginx");
    await end();
  });

  test("on a phone the contents open and close with the keyboard", async () => {
    const { page, end } = await openDocs();
    await page.setViewportSize({ width: 360, height: 740 });
    const button = page.getByRole("button", { name: "On this page" });
    await page.goto("/docs#limits");
    await expect.poll(() => topOf(page, "limits")).toBe(80);
    await button.focus();
    expect(await topOf(page, "limits")).toBe(80);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Limits", exact: true }).waitFor();
    await page.keyboard.press("Escape");
    expect(await hasFocus(button)).toBe(true);
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("link", { name: "Errors", exact: true }));
    await page.keyboard.press("Enter");
    await expect.poll(() => topOf(page, "errors")).toBeLessThan(200);
    expect(await button.getAttribute("aria-expanded")).toBe("false");
    await end();
  });
});

describe("code", () => {
  test("is copied whole, also where it is folded, and that is announced", async () => {
    const { page, end } = await openDocs();
    const nginx = codeOf(page, "nginx.conf");
    await nginx.getByRole("button", { name: "Copy nginx configuration" }).click();
    expect(await clipboard(page)).toBe(readFileSync(join(SNIPPETS, "nginx.conf"), "utf8"));
    await expect.poll(() => nginx.getByRole("status").innerText()).toBe("The nginx configuration is copied.");
    await end();
  });

  test("unfolds", async () => {
    const { page, end } = await openDocs();
    const envoy = codeOf(page, "envoy.yaml");
    const height = () => envoy.locator("pre").evaluate((pre) => pre.clientHeight);
    const folded = await height();
    await envoy.getByRole("button", { name: /^Show all \d+ lines/ }).click();
    expect(await height()).toBeGreaterThan(2 * folded);
    await envoy.getByRole("button", { name: /^Show less/ }).click();
    expect(await height()).toBe(folded);
    await end();
  });

  test("that is too long for a phone is scrolled with the keyboard, and the page is not", async () => {
    const { page, end } = await openDocs();
    await page.setViewportSize({ width: 360, height: 740 });
    const pre = page.locator("#presenting").locator("xpath=../..").locator("pre").first();
    await expect.poll(() => pre.getAttribute("tabindex")).toBe("0");
    await pre.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => pre.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollLeft)).toBe(0);
    await end();
  });
});

test("axe finds nothing, in light and dark, and nothing is wider than its window", async () => {
  const { page, end } = await openDocs();
  await page.locator(".code-more, .operation summary").evaluateAll((all) => {
    for (const one of all) (one as HTMLElement).click();
  });
  await page.locator(".operation-body").nth(12).waitFor();
  expect(await lookFindings(page)).toEqual([]);
  await end();
});
