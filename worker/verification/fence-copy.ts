import type { KVNamespace } from "@cloudflare/workers-types";
import * as z from "zod/mini";
import type { StoredFence } from "../../db/restores/fences.ts";
import { inTime } from "./in-time.ts";

/** No tombstone's key, which is a hash. */
const KEY = "fence";

const fenceSchema = z.object({ id: z.string(), at: z.number() });

/** The fence that KV knows of. */
export class FenceCopy {
  readonly #kv: KVNamespace;
  readonly #log: (event: string) => void;

  constructor(kv: KVNamespace, log: (event: string) => void) {
    this.#kv = kv;
    this.#log = log;
  }

  /** Null where there is none; undefined where KV fails, or takes too long. */
  async read(): Promise<StoredFence | null | undefined> {
    try {
      const text = await inTime(this.#kv.get(KEY));
      return text === null ? null : fenceSchema.parse(JSON.parse(text));
    } catch {
      this.#log("fence.unreadable");
      return undefined;
    }
  }

  /** Rejects where KV does not take it. */
  async write(fence: StoredFence): Promise<void> {
    await this.#kv.put(KEY, JSON.stringify(fence));
  }
}
