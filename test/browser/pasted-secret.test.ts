import { expect, test } from "vitest";
import { neverIssued } from "../factories/never-issued.ts";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

test.each([
  ["/settings/api-tokens", "Filter by name", "name"],
  ["/account/api-tokens", "Search tokens and users", "q"],
])(
  "a whole token pasted at %s: of it only the prefix is shown, written or sent",
  async (path, label, field) => {
    const token = neverIssued();
    const [prefix, secret] = [token.slice(0, 15), token.slice(16)];
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "master@northwind.example");
    const sent: string[] = [];
    page.on("request", (request) => sent.push(`${request.url()} ${request.postData()}`));
    await page.goto(path);
    const filter = page.getByRole("searchbox", { name: label });
    await filter.fill(` ${token} `);
    if (path === "/account/api-tokens") {
      // The page asks for the owner by the token's hash.
      await page.getByText("It is nothing of this organization").waitFor();
    } else {
      expect(await filter.inputValue()).toBe(prefix);
      await page.waitForURL((url) => url.searchParams.get(field) === prefix);
    }
    expect(page.url()).not.toContain(secret);

    // An address made by somebody else.
    await page.goto(`${path}?${field}=${token}`);
    await expect.poll(() => filter.inputValue()).toBe(prefix);
    expect(page.url()).not.toContain(secret);
    const behind = sent.filter((one) => one.includes(secret));
    expect(behind.filter((one) => !one.startsWith(`${latchkey.origin}${path}?`))).toEqual([]);
    await end();
  },
);
