import { existsSync } from "node:fs";
import { findChromium, HEADLESS_SHELL } from "../world/chromium.ts";
import { command } from "./step.ts";

/** In this order: a whole browser works too, but takes longer. */
const PACKAGES = ["chromium-headless-shell", "chromium"];

/** Installs Chromium if that is allowed. */
export async function haveChromium(): Promise<boolean> {
  if (process.env.CHROMIUM || findChromium() === HEADLESS_SHELL) return true;
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (mayInstall && (await command("apt-get", ["update"]))) {
    for (const name of PACKAGES) {
      const installed = await command("apt-get", ["install", "-y", "--no-install-recommends", name]);
      if (installed && findChromium()) return true;
    }
  }
  if (findChromium()) return true;
  console.error(
    "Chromium is missing. Install it (Debian: apt-get install chromium-headless-shell) or name its path in CHROMIUM.",
  );
  return false;
}
