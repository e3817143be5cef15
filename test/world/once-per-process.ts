import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach } from "vitest";
import { launchChromium } from "./chromium.ts";
import { type Latchkey, startLatchkey } from "./latchkey.ts";

/**
 * One Latchkey and one Chromium for all test files of a process, which run one after the other: starting them for each
 * file would take half of the time. Both end with the process.
 */
let latchkey: Promise<Latchkey> | undefined;
let chromium: Promise<Browser> | undefined;

/** Latchkey with the fresh demo, for the tests of this file. It has to be quiet until they end. */
export async function freshLatchkey(): Promise<Latchkey> {
  const isRunning = latchkey !== undefined;
  latchkey ??= startLatchkey();
  const fresh = await latchkey;
  if (isRunning) await fresh.renew();
  afterAll(() => fresh.assertQuiet());
  return fresh;
}

/** A Chromium whose visits have separate cookies and end with the tests of this file. */
export async function sharedChromium(): Promise<Browser> {
  chromium ??= launchChromium();
  const browser = await chromium;
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    for (const page of browser.contexts().flatMap((context) => context.pages()))
      console.error(`Left open: ${await told(page)}`);
  });
  afterAll(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  return browser;
}

/** A page's address and its most important text; not everything it shows, which may be a secret. */
async function told(page: Page): Promise<string> {
  const loud = await page.locator("h1, h2, [role=alert], [role=status], [aria-busy=true]").allInnerTexts();
  return `${new URL(page.url()).pathname} ${JSON.stringify(loud)}`;
}
