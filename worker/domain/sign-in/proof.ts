import type { Role } from "../organizations/roles.ts";
import { opensDespiteProvider, type Way } from "./way.ts";

/** Whether a session may prove itself this way: only a way that could have opened it counts. */
export function mayProveBy(
  way: Way,
  { requiresProvider, role }: { requiresProvider: boolean; role: Role },
): boolean {
  return !requiresProvider || opensDespiteProvider(way, role);
}

/** Until when a proof counts (ms UTC, exclusive); null if none is ever asked. */
export function provedUntil(provedAt: number, proofMs: number | null): number | null {
  return proofMs === null ? null : provedAt + proofMs;
}
