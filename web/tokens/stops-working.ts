import { leaseSeconds } from "../session.ts";

/** What happens to programs that still use an ended token; with leases, only after those are over. */
export function stopsWorking(): string {
  return leaseSeconds() > 0
    ? `stops working within ${leaseSeconds()} s: what it sends from then on is refused with 401.`
    : "stops working at once: its next request is refused with 401.";
}
