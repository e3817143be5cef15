import { getParser } from "bowser";
import type { SecondaryToken } from "../../../db/secondary-tokens.ts";
import type { Settings } from "../../domain/settings.ts";
import { rfc3339 } from "../../domain/times.ts";
import { endsAt } from "../../domain/tokens/standing.ts";
import { presentToken } from "../tokens/present.ts";

/** A session or an API token, as the list of secondary tokens shows it. */
export function presentSecondaryToken(row: SecondaryToken, settings: Settings, currentId: string) {
  const token = presentToken(row, settings.tokenPrefix);
  if (row.kind === "api") return { ...token, kind: "api" as const, current: false };
  return {
    ...token,
    kind: "session" as const,
    current: row.id === currentId,
    name: browserName(row.userAgent),
    prefix: "",
    expiresAt: rfc3339(endsAt(row, settings)),
    userAgent: row.userAgent,
    clientAddress: row.clientAddress,
  };
}

const UNKNOWN = "Unknown browser";

/** The browser and the system, as people call them: "Firefox on Windows". */
export function browserName(userAgent: string | null): string {
  if (!userAgent) return UNKNOWN;
  const parser = getParser(userAgent);
  const browser = parser.getBrowserName() || UNKNOWN;
  const system = parser.getOSName();
  return system ? `${browser} on ${system}` : browser;
}
