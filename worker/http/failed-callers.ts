import { LimitedMap } from "../domain/limited-map.ts";
import type { TokenHash } from "../domain/tokens/secret.ts";

/** How many refused callers one client address may have within a window. */
const MOST_FAILURES = 30;
const WINDOW_MS = 60_000;

/** A caller that was let in is not slowed by others behind the same address. */
const TRUSTED_MS = 10 * 60_000;
const NOTED_AGAIN_AFTER_MS = 60_000;

const MOST_REMEMBERED = 10_000;

/**
 * Counts refused callers of the introspection endpoint by client address, in this isolate alone. This limits cost; a
 * secret of 190 bits needs no defence against guessing. Bounded; forgetting is harmless.
 */
export class FailedCallers {
  readonly #failures = new LimitedMap<string, { since: number; count: number }>(MOST_REMEMBERED);
  /** By hash and by id, since when (ms UTC). */
  readonly #trusted = new LimitedMap<string, number>(MOST_REMEMBERED);
  readonly #noted = new LimitedMap<string, number>(MOST_REMEMBERED);

  /** Whole seconds that callers at this address have to wait; 0 for none. */
  waitS(address: string, now: number): number {
    const failures = this.#current(address, now);
    if (failures === undefined || failures.count < MOST_FAILURES) return 0;
    return Math.max(1, Math.ceil((failures.since + WINDOW_MS - now) / 1000));
  }

  refused(address: string, now: number): void {
    const { since, count } = this.#current(address, now) ?? { since: now, count: 0 };
    this.#failures.set(address, { since, count: count + 1 });
  }

  /**
   * A caller with the token of this id was let in. Trust is bound to the whole token's hash: the id is no secret, and
   * anybody who has seen it could lift the limit. The hash is not computed at every call.
   */
  async letIn(tokenId: string, hash: () => Promise<TokenHash | null>, now: number): Promise<void> {
    const notedAt = this.#noted.get(tokenId);
    if (notedAt !== undefined && now - notedAt < NOTED_AGAIN_AFTER_MS) return;
    this.#noted.set(tokenId, now);
    const trusted = await hash();
    if (trusted) this.#trusted.set(trusted.toHex(), now);
  }

  isTrusted(hash: TokenHash, now: number): boolean {
    const trustedAt = this.#trusted.get(hash.toHex());
    return trustedAt !== undefined && now - trustedAt < TRUSTED_MS;
  }

  #current(address: string, now: number) {
    const failures = this.#failures.get(address);
    return failures && now - failures.since < WINDOW_MS ? failures : undefined;
  }
}
