import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const OF_SESSION = ["session.current", "profile.get"];

test.each([
  ["/settings/api-tokens", /Quarterly report|No API tokens|New token/, "tokens.list"],
  ["/settings/api-tokens?name=prod", /API tokens/, "tokens.list"],
  ["/account", /Northwind Labs/, "organization.home"],
  ["/account/users?q=mei", /Mei Tanaka/, "team.list"],
  ["/account/api-tokens?sort=name", /Production integration/, "organization.tokens"],
  ["/account/activity", /signed in/, "activity.list"],
  ["/user/security", /Secondary tokens/, "passkeys.list,secondaryTokens.list,secondaryTokens.count"],
])(
  "%s asks what it shows first at once, before its script is there, and nothing twice",
  async (path, text, question) => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "master@northwind.example");
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
    await page.waitForLoadState("networkidle");
    expect(asSaid()[0]).toEqual([...question.split(","), ...OF_SESSION]);
    expect(asSaid().flat()).toEqual([...new Set(asSaid().flat())]);
    const script = requests.findIndex((one) => one.endsWith(".js"));
    expect(requests.findIndex((one) => one.startsWith("/trpc/"))).toBeLessThan(script);
    // Chromium complains about files that were fetched ahead and not used.
    await end();
  },
);
