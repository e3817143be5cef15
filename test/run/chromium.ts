import { existsSync } from "node:fs";
import { findChromium, HEADLESS_SHELL } from "../world/chromium.ts";
import { command } from "./step.ts";

/** Installs it where that may be done; a whole Chromium that is there will do, and takes longer. */
export async function haveChromium(): Promise<boolean> {
  if (findChromium() === HEADLESS_SHELL || process.env.CHROMIUM) return true;
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (mayInstall) {
    const packages = ["install", "-y", "--no-install-recommends", "chromium-headless-shell"];
    if ((await command("apt-get", ["update"])) && (await command("apt-get", packages))) return true;
  }
  if (findChromium()) return true;
  console.error(
    "Chromium is missing. Install it (Debian: apt-get install chromium-headless-shell) or name its path in CHROMIUM.",
  );
  return false;
}
