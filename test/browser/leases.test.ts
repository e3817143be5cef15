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
  await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
  const [from, ...further] = Array.from({ length: LEASE_S }, (_, gone) => LEASE_S - gone);
  await dialog.getByText(`Takes effect everywhere in ${from} s`).waitFor();
  await dialog.getByText(`It takes effect everywhere within ${from} seconds.`).waitFor();
  for (const left of further) await dialog.getByText(`Takes effect everywhere in ${left} s`).waitFor();
  await dialog.waitFor({ state: "detached" });
  expect(await page.getByText(/^Takes effect/).count()).toBe(0);
  await end();
});
