import type { KVNamespace } from "@cloudflare/workers-types";
import * as z from "zod";
import type { Tombstone } from "../domain/revocation.ts";
import type { TokenHash } from "../domain/tokens/secret.ts";
import type { Recollection, TombstoneMemory } from "./tombstone-memory.ts";

/** KV caches each answer for at least 30 s, "not found" too: asking sooner tells nothing new. */
const ASK_AGAIN_AFTER_MS = 60_000;

/** A KV that hangs must not hold up an answer that D1 has already given. */
const PATIENCE_MS = 1_000;

/**
 * A year: D1's Time Travel reaches back 30 days, and what a restore revives stays refused for as long
 * as anybody is likely to try it again.
 */
const TOMBSTONE_LIFE_S = 365 * 24 * 60 * 60;

const tombstoneSchema = z.object({ at: z.number(), by: z.enum(["owner", "administrator", "holder"]) });

/**
 * Revoked tokens, in KV and in the isolate's memory: facts that can never become untrue, so a cache
 * may say no. Nothing here makes a token valid, and no failure of KV changes an answer.
 */
export class Tombstones {
  readonly #kv: KVNamespace;
  readonly #memory: TombstoneMemory;
  readonly #log: (event: string) => void;

  constructor(kv: KVNamespace, memory: TombstoneMemory, log: (event: string) => void) {
    this.#kv = kv;
    this.#memory = memory;
    this.#log = log;
  }

  /** What this isolate remembers, without any I/O. */
  recall(hash: TokenHash): Recollection | undefined {
    return this.#memory.get(hash.toHex());
  }

  isDue(recollection: Recollection | undefined, now: number): boolean {
    return recollection === undefined || now - recollection.askedAt >= ASK_AGAIN_AFTER_MS;
  }

  /** Asks KV. Null where it knows nothing, fails, or takes too long. */
  async ask(hash: TokenHash, now: number): Promise<Tombstone | null> {
    const key = hash.toHex();
    const tombstone = await this.#read(key);
    const known = this.#memory.get(key)?.tombstone ?? null;
    this.#memory.set(key, { askedAt: now, tombstone: tombstone ?? known, missing: false });
    return tombstone ?? known;
  }

  /** D1 has no such token: for the next minute that is known without asking anybody. */
  rememberMissing(hash: TokenHash, now: number): void {
    const key = hash.toHex();
    this.#memory.set(key, {
      askedAt: now,
      tombstone: this.#memory.get(key)?.tombstone ?? null,
      missing: true,
    });
  }

  /** From here on this isolate refuses the token, whatever KV and D1 say. */
  bury(hash: TokenHash, tombstone: Tombstone): void {
    this.#memory.set(hash.toHex(), { askedAt: tombstone.at, tombstone, missing: true });
  }

  /** Tells all other isolates, and any database restored to before. Rejects where KV does not take it. */
  async publish(hash: TokenHash, tombstone: Tombstone): Promise<void> {
    await this.#kv.put(hash.toHex(), JSON.stringify(tombstone), { expirationTtl: TOMBSTONE_LIFE_S });
  }

  async #read(key: string): Promise<Tombstone | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const impatience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
    });
    try {
      const text = await Promise.race([this.#kv.get(key), impatience]);
      return text === null ? null : tombstoneSchema.parse(JSON.parse(text));
    } catch {
      this.#log("tombstones.unreadable");
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
