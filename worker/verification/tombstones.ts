import type { KVNamespace } from "@cloudflare/workers-types";
import * as z from "zod/mini";
import type { EndedBy, Tombstone } from "../domain/revocation.ts";
import { TokenHash } from "../domain/tokens/secret.ts";
import { inTime } from "./in-time.ts";
import type { Recollection, TombstoneMemory } from "./tombstone-memory.ts";

/** KV caches each answer for at least 30 s, "not found" too: asking sooner tells nothing new. */
const ASK_AGAIN_AFTER_MS = 60_000;

/**
 * A year: D1's Time Travel reaches back 30 days, and what a restore revives stays refused for as long
 * as anybody is likely to try it again.
 */
const TOMBSTONE_LIFE_S = 365 * 24 * 60 * 60;

const tombstoneSchema = z.object({
  at: z.number(),
  by: z.enum(["owner", "administrator", "holder", "rotation"]),
});
const buriedSchema = z.extend(tombstoneSchema, { id: z.string() });

/** Of tombstones that were written before they told more. */
const UNTOLD = { id: null, at: null, by: "owner" } as const;

/** Whether there is anything at it is of no interest. */
const ANY_KEY = "health";

/** Other keys are no tombstones. */
const HASH = /^[0-9a-f]{64}$/;

/** A tombstone as a list tells it: of a token, or of a one-time link. */
export type Buried = { hash: TokenHash; id: string | null; at: number | null; by: EndedBy };

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

  /**
   * Tells all other isolates, and any database restored to before. What a list of them needs is their metadata, so
   * that it reads none. Rejects where KV does not take it.
   */
  async publish(id: string, hash: TokenHash, tombstone: Tombstone): Promise<void> {
    await this.#kv.put(hash.toHex(), JSON.stringify(tombstone), {
      expirationTtl: TOMBSTONE_LIFE_S,
      metadata: { id, ...tombstone } satisfies z.input<typeof buriedSchema>,
    });
  }

  /** So many tombstones as KV lists at once, from where the last list ended. Rejects where KV does not answer. */
  async list(cursor: string | null): Promise<{ buried: Buried[]; cursor: string | null }> {
    const listed = await this.#kv.list({ cursor });
    const buried = listed.keys.flatMap(({ name, metadata }) => {
      if (!HASH.test(name)) return [];
      const told = buriedSchema.safeParse(metadata);
      return [{ hash: new TokenHash(name), ...(told.success ? told.data : UNTOLD) }];
    });
    return { buried, cursor: listed.list_complete ? null : listed.cursor };
  }

  /** Whether KV answers, in time. */
  async answers(): Promise<boolean> {
    try {
      await inTime(this.#kv.get(ANY_KEY));
      return true;
    } catch {
      return false;
    }
  }

  async #read(key: string): Promise<Tombstone | null> {
    try {
      const text = await inTime(this.#kv.get(key));
      return text === null ? null : tombstoneSchema.parse(JSON.parse(text));
    } catch {
      this.#log("tombstones.unreadable");
      return null;
    }
  }
}
