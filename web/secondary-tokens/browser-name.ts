import { getParser } from "bowser";

const UNKNOWN = "Unknown browser";

/** The browser and the system in everyday words: "Firefox on Windows". */
export function browserName(userAgent: string | null): string {
  if (!userAgent) return UNKNOWN;
  const parser = getParser(userAgent);
  const browser = parser.getBrowserName() || UNKNOWN;
  const system = parser.getOSName();
  return system ? `${browser} on ${system}` : browser;
}
