import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, type Visit, visit } from "../world/chromium.ts";
import { axeFindings, overflow, signInAs } from "../world/in-the-browser.ts";
import { type Latchkey, startLatchkey } from "../world/latchkey.ts";

/** What a visitor sees once it is there, by path; the dialog is in the address. */
const SIGNED_OUT: [path: string, heading: string][] = [
  ["/sign-in", "Sign in"],
  ["/sign-in?why=session-ended-by-administrator", "Sign in"],
  ["/forgot-password", "Forgot your password?"],
  ["/set-password/0123456789", "Set your password"],
];
const SIGNED_IN: [path: string, heading: string][] = [
  ["/settings/api-tokens", "My API tokens"],
  ["/settings/api-tokens?dialog=new", "New token"],
  ["/user", "At Northwind Labs"],
  ["/user?dialog=rename", "Change your name"],
  ["/user?dialog=change-password", "Change your password"],
  ["/user/security", "Secondary tokens"],
  ["/user/security?dialog=delete-all", "Delete all your tokens?"],
  ["/account", "Account info"],
  ["/account?dialog=sign-out-everywhere", "Sign out everywhere?"],
  ["/nowhere", "Not found"],
];

/** The second is what 200 % zoom leaves of 1280 px, the last WCAG's reflow. */
const WIDTHS = [1280, 640, 320];

let latchkey: Latchkey;
let browser: Browser;
let visitor: Visit;

beforeAll(async () => {
  [latchkey, browser] = await Promise.all([startLatchkey(), launchChromium()]);
  visitor = await visit(browser, latchkey.origin);
  await visitor.page.emulateMedia({ reducedMotion: "reduce" });
});

afterAll(async () => {
  await visitor.end();
  await browser.close();
  await latchkey.stop();
});

async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const line of await axeFindings(page)) found.push(`${colorScheme}: ${line}`);
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    if ((await overflow(page)) > 0) found.push(`at ${width} px the page is wider than its window`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
}

describe("axe finds nothing, in light and dark, and nothing is cut off, signed out", () => {
  it.each(SIGNED_OUT)("%s", async (path, heading) => {
    await visitor.page.goto(path);
    await visitor.page.getByRole("heading", { name: heading, exact: true }).waitFor();
    expect(await findings(visitor.page)).toEqual([]);
  });
});

describe("axe finds nothing, in light and dark, and nothing is cut off, signed in", () => {
  beforeAll(() => signInAs(visitor.page, "master@northwind.example"));

  it.each(SIGNED_IN)("%s", async (path, heading) => {
    await visitor.page.goto(path);
    await visitor.page.getByRole("heading", { name: heading, exact: true }).waitFor();
    await visitor.page.waitForLoadState("networkidle");
    expect(await findings(visitor.page)).toEqual([]);
  });

  it("a dialog about one session, and a member's secondary tokens", async () => {
    const { page } = visitor;
    await page.goto("/user/security");
    await page.getByRole("button", { name: /^Delete your current session/ }).click();
    await page.getByRole("alertdialog").waitFor();
    expect(await findings(page)).toEqual([]);
    const [row] = await latchkey.sql<{ id: string }>(
      "SELECT id FROM user WHERE email = 'member@northwind.example'",
    );
    await page.goto(`/account/users/${row?.id}/security`);
    await page.getByRole("button", { name: "Delete the API token Spreadsheet sync" }).click();
    await page.getByRole("alertdialog").waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
