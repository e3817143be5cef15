import type { KVNamespace } from "@cloudflare/workers-types";
import * as z from "zod/mini";
import type { StoredFence } from "../../db/restores/fences.ts";
import { inTime } from "./in-time.ts";

/** Cannot be the key of a tombstone: those are hashes. */
const KEY = "fence";

const fenceSchema = z.object({ id: z.string(), at: z.number() });

/** The fence that KV holds. */
export class FenceCopy {
  readonly #kv: KVNamespace;
  readonly #log: (event: string) => void;

  constructor(kv: KVNamespace, log: (event: string) => void) {
    this.#kv = kv;
    this.#log = log;
  }

  /** Null if there is none; undefined if KV fails or is too slow. */
  async read(): Promise<StoredFence | null | undefined> {
    try {
      const text = await inTime(this.#kv.get(KEY));
      return text === null ? null : fenceSchema.parse(JSON.parse(text));
    } catch {
      this.#log("fence.unreadable");
      return undefined;
    }
  }

  /** Rejects if KV does not take it. */
  async write(fence: StoredFence): Promise<void> {
    await this.#kv.put(KEY, JSON.stringify(fence));
  }
}
