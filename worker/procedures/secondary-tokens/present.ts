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
    name: row.userAgent ?? "Unknown browser",
    prefix: "",
    expiresAt: rfc3339(endsAt(row, settings)),
    userAgent: row.userAgent,
    clientAddress: row.clientAddress,
  };
}
