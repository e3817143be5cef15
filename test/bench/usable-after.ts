import type { CDPSession, Page } from "playwright-core";

export const CPU_SLOWER = 4;
/** WebPageTest's "3GFast". */
const NETWORK = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 768_000 / 8 };
const UNLIMITED = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

/** The function that the page calls once it can be used. */
const BINDING = "usableNow";

/** A page's Chromium protocol, ready for `usableAfter`. */
export async function protocolOf(page: Page): Promise<CDPSession> {
  const protocol = await page.context().newCDPSession(page);
  for (const domain of ["Page", "Network", "Runtime"] as const) await protocol.send(`${domain}.enable`);
  await protocol.send("Runtime.addBinding", { name: BINDING });
  return protocol;
}

/** How many ms after navigation a page has painted what `usable` finds, with a slow processor and 3G fast. */
export async function usableAfter(
  page: Page,
  protocol: CDPSession,
  address: string,
  usable: string,
): Promise<number> {
  await page.goto("about:blank");
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWER });
  await protocol.send("Network.emulateNetworkConditions", { offline: false, ...NETWORK });
  const observing = await protocol.send("Page.addScriptToEvaluateOnNewDocument", {
    source: `new MutationObserver((_, observer) => {
      if (!document.querySelector(${JSON.stringify(usable)})) return;
      observer.disconnect();
      // What is there can be used once it has been painted.
      requestAnimationFrame(() => setTimeout(() => ${BINDING}(String(performance.now()))));
    }).observe(document, { childList: true, subtree: true });`,
  });
  const called = new Promise<number>((resolve) => {
    protocol.once("Runtime.bindingCalled", ({ payload }) => resolve(Number(payload)));
  });
  await page.goto(address, { waitUntil: "commit" });
  const at = await called;
  await protocol.send("Page.removeScriptToEvaluateOnNewDocument", observing);
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await protocol.send("Network.emulateNetworkConditions", { offline: false, ...UNLIMITED });
  return at;
}
