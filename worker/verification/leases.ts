import type { StoredToken } from "../../db/verification.ts";

/** What D1 said of a token, and when it was asked (ms UTC, before the answer came). */
type Lease = { stored: StoredToken; readBeganAt: number };

const MOST_LEASES = 20_000;

/**
 * For deployments that outgrow one D1 primary: what D1 said of a token may be used again for a few
 * seconds (`VERIFICATION_LEASE_SECONDS`, 0 unless set). Counted from before the read began; whoever
 * narrows a token answers only when as much time has passed since the commit, so that nothing accepted
 * here was refused anywhere before. One for each isolate, bounded, the oldest forgotten first.
 */
export class Leases {
  readonly #leases = new Map<string, Lease>();

  get(key: string, now: number, leaseMs: number): StoredToken | undefined {
    const lease = this.#leases.get(key);
    if (lease && now - lease.readBeganAt < leaseMs) return lease.stored;
    this.#leases.delete(key);
    return undefined;
  }

  grant(key: string, lease: Lease): void {
    this.#leases.delete(key);
    this.#leases.set(key, lease);
    if (this.#leases.size > MOST_LEASES) this.#leases.delete(this.#leases.keys().next().value as string);
  }

  end(key: string): void {
    this.#leases.delete(key);
  }
}
