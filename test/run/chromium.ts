import { existsSync } from "node:fs";
import { findChromium } from "../world/chromium.ts";
import { command } from "./step.ts";

export async function haveChromium(): Promise<boolean> {
  if (findChromium()) return true;
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!mayInstall) {
    console.error(
      "Chromium is missing. Install it (Debian: apt-get install chromium) or name its path in CHROMIUM.",
    );
    return false;
  }
  const packages = ["install", "-y", "--no-install-recommends", "chromium"];
  return (await command("apt-get", ["update"])) && (await command("apt-get", packages)) && !!findChromium();
}
