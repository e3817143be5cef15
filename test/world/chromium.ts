import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { PATIENCE_MS } from "./patience.ts";

/** The same engine without the browser's interface, which takes a third of the time. */
export const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

const CANDIDATES = [
  process.env.CHROMIUM,
  HEADLESS_SHELL,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export function findChromium(): string | undefined {
  return CANDIDATES.find((path) => path && existsSync(path));
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Visit {
  page: Page;
  /** Fails if the page threw, or complained on its console about anything that is not `expected`. */
  end(expected?: RegExp): Promise<void>;
}

/** A visitor with separate cookies and clipboard, whose browser speaks this language. */
export async function visit(browser: Browser, origin: string, locale = "en-GB"): Promise<Visit> {
  const context = await browser.newContext({ baseURL: origin, locale });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (line) => {
    if (line.type() === "error" || line.type() === "warning") complaints.push(line.text());
  });
  return {
    page,
    async end(expected) {
      await context.close();
      const stray = complaints.filter((line) => !expected?.test(line));
      if (stray.length > 0) throw new Error(`The page complained: ${stray.join("\n")}`);
    },
  };
}
