import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

test("a stranger is asked to sign in, and the browser has nothing to complain about", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await page.goto("/");
  await page.getByRole("textbox", { name: /e-?mail/i }).waitFor();
  expect(await page.title()).toContain("Latchkey");
  await end();
});

test("whoever waits for the script sees that something comes, and it is gone when the page is there", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/assets/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByRole("status").getByText("One moment").waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  arrive();
  await page.getByRole("textbox", { name: /e-?mail/i }).waitFor();
  expect(await page.getByText("One moment").count()).toBe(0);
  await end();
});

test("every font of the pages that most come for is laid out while the script is on its way", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  const fontsIn = (place: string) =>
    page.evaluate<string[]>(`(() => {
      const found = new Set();
      for (const element of document.querySelectorAll(${JSON.stringify(place)})) {
        const isText = [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim());
        if (!element.checkVisibility() || (!isText && !element.closest(".opening-letters"))) continue;
        const { fontFamily, fontSize, fontWeight } = getComputedStyle(element);
        found.add([fontFamily.split(",")[0], fontSize, fontWeight].join(" "));
      }
      return [...found];
    })()`);
  await signInAs(page, "super@northwind.example");
  const used = new Map<string, string>();
  for (const path of ["/settings/api-tokens", "/account/api-tokens", "/account", "/user/security"]) {
    await page.goto(path);
    await page.locator(".busy, [aria-busy=true]").waitFor({ state: "detached" });
    await page.getByRole("main").locator("tr[data-id], a.card").first().waitFor();
    for (const font of await fontsIn("main *")) used.set(font, path);
  }
  expect(used.size).toBeGreaterThan(4);
  await page.route("**/assets/*.js", () => {});
  await page.goto("/account", { waitUntil: "commit" });
  await page.getByRole("status").getByText("One moment").waitFor();
  const missing = async () => {
    const ready = await fontsIn(".opening, .opening *");
    return [...used].filter(([font]) => !ready.includes(font));
  };
  // The page appears before its styles.
  await expect.poll(missing).toEqual([]);
  await end();
});

test.each(["/%", "/settings/api-tokens/%E0%A4%A"])(
  "at %s, which nobody can decode, there is no page",
  async (path) => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "member@northwind.example");
    await page.goto(path);
    await page.getByRole("heading", { name: "Not found" }).waitFor();
    await end();
  },
);
