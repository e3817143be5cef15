import type { StoredToken } from "../../db/tokens/verification.ts";

/** What D1 said of a token, and when it was asked (ms UTC, before the answer came). */
type Lease = { stored: StoredToken; readBeganAt: number };

/** What D1 tells of a token takes some five times as much as an object (measured with 20,000 of them). */
const BYTES_A_CHARACTER = 5;

/** An isolate has 128 MB for everything. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * For deployments that outgrow one D1 primary: what D1 said of a token may be used again for a few
 * seconds (`VERIFICATION_LEASE_SECONDS`, 0 unless set). Counted from before the read began; whoever
 * narrows a token answers only when as much time has passed since the commit, so that nothing accepted
 * here was refused anywhere before. One for each isolate, bounded in bytes, the
 * oldest forgotten first.
 */
export class Leases {
  readonly #leases = new Map<string, Lease>();
  readonly #mostCharacters: number;
  #characters = 0;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostCharacters = mostBytes / BYTES_A_CHARACTER;
  }

  get(key: string, now: number, leaseMs: number): StoredToken | undefined {
    const lease = this.#leases.get(key);
    if (lease && now - lease.readBeganAt < leaseMs) return lease.stored;
    this.end(key);
    return undefined;
  }

  grant(key: string, lease: Lease): void {
    this.end(key);
    this.#leases.set(key, lease);
    this.#characters += lease.stored.size;
    for (const [oldest] of this.#leases) {
      if (this.#characters <= this.#mostCharacters) break;
      this.end(oldest);
    }
  }

  end(key: string): void {
    this.#characters -= this.#leases.get(key)?.stored.size ?? 0;
    this.#leases.delete(key);
  }
}
