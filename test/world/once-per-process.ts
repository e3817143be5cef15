import type { Browser } from "playwright-core";
import { afterAll } from "vitest";
import { launchChromium } from "./chromium.ts";
import { type Latchkey, startLatchkey } from "./latchkey.ts";

/**
 * One Latchkey and one Chromium for all test files of a process, which are run one after the other: to start
 * them for each would be half of the time. Both end with the process.
 */
let latchkey: Promise<Latchkey> | undefined;
let chromium: Promise<Browser> | undefined;

/** Latchkey with the demo as it is at the start, for the tests of this file. It has to be quiet until their end. */
export async function freshLatchkey(): Promise<Latchkey> {
  const isRunning = latchkey !== undefined;
  latchkey ??= startLatchkey();
  const fresh = await latchkey;
  if (isRunning) await fresh.renew();
  afterAll(() => fresh.assertQuiet());
  return fresh;
}

/** Whoever visits has cookies of their own; none of the visits outlasts the tests of this file. */
export async function sharedChromium(): Promise<Browser> {
  chromium ??= launchChromium();
  const browser = await chromium;
  afterAll(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  return browser;
}
