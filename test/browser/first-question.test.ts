import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const OF_SESSION = ["session.current", "profile.get"];

test.each([
  ["/settings/api-tokens", /Production integration/, [["tokens.list", ...OF_SESSION]]],
  ["/settings/api-tokens?name=prod", /Production integration/, [["tokens.list", ...OF_SESSION]]],
  ["/account", /Northwind Labs/, [OF_SESSION, ["organization.home"]]],
])("%s asks each of its questions once, the first before its script is there", async (path, text, asked) => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "member@northwind.example");
  await page.goto("about:blank");
  const requests: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    requests.push(pathname);
  });
  await page.goto(path);
  await page.getByText(text).first().waitFor();
  const questions = () => requests.filter((one) => one.startsWith("/trpc/"));
  const asSaid = () => questions().map((one) => one.slice("/trpc/".length).split(","));
  await expect.poll(asSaid).toEqual(asked);
  if (!path.includes("?")) {
    const script = requests.findIndex((one) => one.endsWith(".js"));
    expect(requests.findIndex((one) => one.startsWith("/trpc/"))).toBeLessThan(script);
  }
  // Chromium complains of what was fetched ahead and not used.
  await end();
});
