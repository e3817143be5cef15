import type { SecondaryToken } from "../../../db/member-tokens/secondary.ts";
import type { Settings } from "../../domain/settings.ts";
import { rfc3339 } from "../../domain/times.ts";
import { endsAt } from "../../domain/tokens/standing.ts";
import type { Holder } from "../../domain/tokens/state.ts";
import { presentToken } from "../tokens/present.ts";

/** A session or an API token, as the list of secondary tokens shows it. */
export function presentSecondaryToken(
  row: SecondaryToken,
  settings: Settings,
  { currentId, holder, now }: { currentId: string; holder: Holder; now: number },
) {
  const token = presentToken(row, { tokenPrefix: settings.tokenPrefix, holder, now });
  if (row.kind === "api") return { ...token, kind: "api" as const, current: false };
  return {
    ...token,
    kind: "session" as const,
    current: row.id === currentId,
    name: row.userAgent ?? "Unknown browser",
    prefix: "",
    expiresAt: rfc3339(endsAt(row, settings)),
    way: row.way,
    userAgent: row.userAgent,
    clientAddress: row.clientAddress,
  };
}
