import type { Role } from "../organizations/roles.ts";
import { opensDespiteProvider, type Way } from "./way.ts";

/** Whether a session may prove itself so: never by what would not have opened it. */
export function mayProveBy(
  way: Way,
  { requiresProvider, role }: { requiresProvider: boolean; role: Role },
): boolean {
  return !requiresProvider || opensDespiteProvider(way, role);
}

/** Until when a proof counts (ms UTC; an instant of end is past it); null where none is ever asked. */
export function provedUntil(provedAt: number, proofMs: number | null): number | null {
  return proofMs === null ? null : provedAt + proofMs;
}
