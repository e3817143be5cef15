import { LimitedMap } from "../domain/limited-map.ts";

/** So many refused callers of one client address, within one window. */
const MOST_FAILURES = 30;
const WINDOW_MS = 60_000;

/** A caller that was let in is not held up by what others behind the same address do. */
const TRUSTED_MS = 10 * 60_000;

const MOST_REMEMBERED = 10_000;

/**
 * Callers of the introspection endpoint that were refused, counted by client address in this isolate
 * alone: a brake on cost, not a defence, for 190 bits of secret need none. Bounded; forgetting is harmless.
 */
export class FailedCallers {
  readonly #failures = new LimitedMap<string, { since: number; count: number }>(MOST_REMEMBERED);
  readonly #trusted = new LimitedMap<string, number>(MOST_REMEMBERED);

  /** Whole seconds that this caller has to wait; 0 for none. `tokenId` is what it presents, if anything. */
  waitS(address: string, tokenId: string | null, now: number): number {
    const trustedAt = tokenId === null ? undefined : this.#trusted.get(tokenId);
    if (trustedAt !== undefined && now - trustedAt < TRUSTED_MS) return 0;
    const failures = this.#current(address, now);
    if (failures === undefined || failures.count < MOST_FAILURES) return 0;
    return Math.max(1, Math.ceil((failures.since + WINDOW_MS - now) / 1000));
  }

  refused(address: string, now: number): void {
    const { since, count } = this.#current(address, now) ?? { since: now, count: 0 };
    this.#failures.set(address, { since, count: count + 1 });
  }

  letIn(tokenId: string, now: number): void {
    this.#trusted.set(tokenId, now);
  }

  #current(address: string, now: number) {
    const failures = this.#failures.get(address);
    return failures && now - failures.since < WINDOW_MS ? failures : undefined;
  }
}
