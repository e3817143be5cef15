import type { StoredToken } from "../../db/tokens/verification.ts";

/** What D1 returned for a token, and when it was asked (ms UTC, before the answer came). */
type Lease = { stored: StoredToken; readBeganAt: number };

/** As an object, a stored token takes about five bytes for each character of its JSON (measured with 20,000). */
const BYTES_A_CHARACTER = 5;

/** An isolate has 128 MB for everything. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Leases let an isolate reuse what D1 returned for a token for a few seconds (`VERIFICATION_LEASE_SECONDS`, default
 * 0), for deployments that outgrow one D1 primary. A lease counts from before its read began. A change that narrows a
 * token is answered only when that long has passed since its commit: no door accepts a token after its end was
 * confirmed. One per isolate; bounded in bytes, oldest dropped first.
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
