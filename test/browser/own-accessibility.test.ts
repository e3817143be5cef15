import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Visit, visit } from "../world/chromium.ts";
import { lookFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

/** What shows that a page is ready, by path; the dialog is in the address. */
const SIGNED_OUT: [path: string, heading: string][] = [
  ["/sign-in", "Sign in"],
  ["/sign-in?why=session-ended-by-administrator", "Sign in"],
  ["/sign-in/problem?reason=unexpected", "Sign-in did not work"],
  ["/sign-in/proved", "You have confirmed who you are"],
  ["/forgot-password", "Forgot your password?"],
  ["/set-password#0123456789", "This link does not work"],
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

const latchkey = await freshLatchkey();
const browser = await sharedChromium();
let visitor: Visit;

beforeAll(async () => {
  visitor = await visit(browser, latchkey.origin);
  await visitor.page.emulateMedia({ reducedMotion: "reduce" });
});

afterAll(async () => {
  // A link that does not work is refused when the page asks about it; a tab that no script opened stays open.
  await visitor.end(/status of 400 \(Bad Request\)|Scripts may close only the windows/);
});

describe("axe finds nothing, in light and dark, and nothing is cut off, signed out", () => {
  it.each(SIGNED_OUT)("%s", async (path, heading) => {
    await visitor.page.goto(path);
    await visitor.page.getByRole("heading", { name: heading, exact: true }).waitFor();
    expect(await lookFindings(visitor.page)).toEqual([]);
  });
});

describe("axe finds nothing, in light and dark, and nothing is cut off, signed in", () => {
  beforeAll(() => signInAs(visitor.page, "master@northwind.example"));

  it.each(SIGNED_IN)("%s", async (path, heading) => {
    await visitor.page.goto(path);
    await visitor.page.getByRole("heading", { name: heading, exact: true }).waitFor();
    await visitor.page.waitForLoadState("networkidle");
    expect(await lookFindings(visitor.page)).toEqual([]);
  });

  it("a dialog about one session, and a member's secondary tokens", async () => {
    const { page } = visitor;
    await page.goto("/user/security");
    await page.getByRole("button", { name: /^Delete your current session/ }).click();
    await page.getByRole("alertdialog").waitFor();
    expect(await lookFindings(page)).toEqual([]);
    const [row] = await latchkey.sql<{ id: string }>(
      "SELECT id FROM user WHERE email = 'member@northwind.example'",
    );
    await page.goto(`/account/users/${row?.id}/security`);
    await page.getByRole("button", { name: "Delete the API token Spreadsheet sync" }).click();
    await page.getByRole("alertdialog").waitFor();
    expect(await lookFindings(page)).toEqual([]);
  });
});
