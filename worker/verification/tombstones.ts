import type { KVNamespace } from "@cloudflare/workers-types";
import * as z from "zod/mini";
import type { EndedBy, Tombstone } from "../domain/revocation.ts";
import { TokenHash } from "../domain/tokens/secret.ts";
import { inTime } from "./in-time.ts";
import type { Recollection, TombstoneMemory } from "./tombstone-memory.ts";

/** KV caches each answer for at least 30 s, "not found" too: asking sooner tells nothing new. */
const ASK_AGAIN_AFTER_MS = 60_000;

/**
 * A year. D1's Time Travel reaches back 30 days; after a restore, tokens stay refused for as long as anybody is
 * likely to try them.
 */
const TOMBSTONE_LIFE_S = 365 * 24 * 60 * 60;

const tombstoneSchema = z.object({
  at: z.number(),
  by: z.enum(["owner", "administrator", "holder", "rotation"]),
});
const buriedSchema = z.extend(tombstoneSchema, { id: z.string() });

/** Tombstones of an earlier format, without details. */
const UNTOLD = { id: null, at: null, by: "owner" } as const;

/** The value does not matter. */
const ANY_KEY = "health";

/** Other keys are no tombstones. */
const HASH = /^[0-9a-f]{64}$/;

/** A listed tombstone: of a token or a one-time link. */
export type Buried = { hash: TokenHash; id: string | null; at: number | null; by: EndedBy };

/**
 * Revoked tokens, in KV and in the isolate's memory. They are facts that never become untrue, so a cache may say no.
 * Nothing here makes a token valid, and no failure of KV changes an answer.
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

  /** What this isolate remembers, without I/O. */
  recall(hash: TokenHash): Recollection | undefined {
    return this.#memory.get(hash.toHex());
  }

  isDue(recollection: Recollection | undefined, now: number): boolean {
    return recollection === undefined || now - recollection.askedAt >= ASK_AGAIN_AFTER_MS;
  }

  /** Asks KV. Null if KV knows nothing, fails or is too slow. */
  async ask(hash: TokenHash, now: number): Promise<Tombstone | null> {
    const key = hash.toHex();
    const tombstone = await this.#read(key);
    const known = this.#memory.get(key)?.tombstone ?? null;
    this.#memory.set(key, { askedAt: now, tombstone: tombstone ?? known, missing: false });
    return tombstone ?? known;
  }

  /** D1 has no such token: remembered for a minute. */
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
   * Tells all other isolates, and guards against a restored database. The details are metadata, so that listing
   * tombstones reads no values. Rejects if KV does not take it.
   */
  async publish(id: string, hash: TokenHash, tombstone: Tombstone): Promise<void> {
    await this.#kv.put(hash.toHex(), JSON.stringify(tombstone), {
      expirationTtl: TOMBSTONE_LIFE_S,
      metadata: { id, ...tombstone } satisfies z.input<typeof buriedSchema>,
    });
  }

  /** One page of KV's list, from where the last one ended. Rejects if KV does not answer. */
  async list(cursor: string | null): Promise<{ buried: Buried[]; cursor: string | null }> {
    const listed = await this.#kv.list({ cursor });
    const buried = listed.keys.flatMap(({ name, metadata }) => {
      if (!HASH.test(name)) return [];
      const told = buriedSchema.safeParse(metadata);
      return [{ hash: new TokenHash(name), ...(told.success ? told.data : UNTOLD) }];
    });
    return { buried, cursor: listed.list_complete ? null : listed.cursor };
  }

  /** Whether KV answers in time. */
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
