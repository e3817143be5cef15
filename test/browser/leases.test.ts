import { afterAll, expect, it } from "vitest";
import type { Visit } from "../world/chromium.ts";
import { visitSignedIn } from "../world/in-the-browser.ts";
import { startLatchkey } from "../world/latchkey.ts";
import { sharedChromium } from "../world/once-per-process.ts";

const MEMBER = "member@northwind.example";
const LEASE_S = 3;

const latchkey = await startLatchkey({ vars: { VERIFICATION_LEASE_SECONDS: String(LEASE_S) } });
const browser = await sharedChromium();

afterAll(() => latchkey.stop());

it("revoking counts down until no isolate can accept the token any more", async () => {
  const [{ page, end }] = (await visitSignedIn(browser, latchkey.origin, [MEMBER])) as [Visit];
  await page.goto("/settings/api-tokens");
  await page.getByRole("button", { name: "Revoke Production integration" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByText(`stops working within ${LEASE_S} s`).waitFor();
  // The page itself takes the notes: from here, a second may pass between two looks.
  await page.evaluate(`{
    window.countedDown = [];
    window.announced = [];
    new MutationObserver(() => {
      const [told] = /It takes effect everywhere within \\d+ seconds\\./.exec(document.body.textContent) ?? [];
      if (told && !window.announced.includes(told)) window.announced.push(told);
      const [, seconds] = /Takes effect everywhere in (\\d+) s/.exec(document.body.textContent) ?? [];
      if (seconds && seconds !== window.countedDown.at(-1)) window.countedDown.push(seconds);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }`);
  await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await page.getByText(/^Takes effect/).count()).toBe(0);
  expect(await page.evaluate("window.announced")).toEqual([
    `It takes effect everywhere within ${LEASE_S} seconds.`,
  ]);
  const whole = Array.from({ length: LEASE_S }, (_, gone) => String(LEASE_S - gone));
  const seen = (await page.evaluate("window.countedDown")) as string[];
  expect(seen).toEqual(whole.slice(0, seen.length));
  // A browser without processor time may learn of the end before it has shown the last second.
  expect(seen.length).toBeGreaterThanOrEqual(LEASE_S - 1);
  await end();
});
