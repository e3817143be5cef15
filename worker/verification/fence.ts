import type { KVNamespace } from "@cloudflare/workers-types";
import type { Database } from "../../db/connect.ts";
import { findFences, insertFence, recordRestore, type StoredFence } from "../../db/restores/fences.ts";
import { type RandomBytes, randomBase62 } from "../domain/base62.ts";
import { FenceCopy } from "./fence-copy.ts";
import type { FenceMemory } from "./fence-memory.ts";
import { inTime, PATIENCE_MS } from "./in-time.ts";
import { pause } from "./waiting.ts";

const ID_LENGTH = 16;

const ASK_AGAIN_AFTER_MS = 60_000;

/** How long before that a busy isolate plans the next read, so that no answer waits for KV. */
const PLANNED_AHEAD_MS = 20_000;

/** After this long, work that a stopped request left unfinished is started again. */
const OVERDUE_MS = 2_000;

/** What a verification's query asked for and which fence it found; the newest if it asked for none. */
export type FenceRead = { asked: StoredFence | null; found: string | null };

type Ground = {
  database: Database;
  now: () => number;
  randomBytes: RandomBytes;
  defer: (work: Promise<unknown>) => void;
  log: (event: string) => void;
};

/**
 * Detects that D1 was put back to an earlier point. Revocations leave a random row in D1 and its id in KV; after a
 * restore D1 lacks that row. An isolate asks KV when it starts and then once a minute. While KV is out, nothing is
 * detected and no answer changes.
 */
export class Fence {
  readonly #copy: FenceCopy;
  readonly #memory: FenceMemory;
  readonly #ground: Ground;

  constructor(kv: KVNamespace, memory: FenceMemory, ground: Ground) {
    this.#copy = new FenceCopy(kv, ground.log);
    this.#memory = memory;
    this.#ground = ground;
  }

  /** The fence to look for in D1, if one is known. */
  get known(): StoredFence | null {
    return this.#memory.known;
  }

  /** As far as this isolate knows. */
  get isRestored(): boolean {
    return this.#memory.restored;
  }

  /**
   * Null if this isolate asked KV less than a minute ago. Otherwise (a new or idle isolate) the question to await
   * beside D1. A busy isolate asks in the background.
   */
  upToDate(now: number): Promise<void> | null {
    const memory = this.#memory;
    const age = now - memory.askedAt;
    if (age < ASK_AGAIN_AFTER_MS - PLANNED_AHEAD_MS) return null;
    const { asking } = memory;
    if (asking && now - asking.since < OVERDUE_MS) {
      return age < ASK_AGAIN_AFTER_MS + PATIENCE_MS ? null : patiently(asking.done);
    }
    if (age >= ASK_AGAIN_AFTER_MS) return patiently(this.#ask(now));
    if (memory.plannedFor + OVERDUE_MS < now) this.#plan(ASK_AGAIN_AFTER_MS - age, now);
    return null;
  }

  /** Whether D1 was put back, once D1 has answered. */
  async tells({ asked, found }: FenceRead): Promise<boolean> {
    const memory = this.#memory;
    if (asked) {
      if (asked.id !== found) this.#notice(asked);
      else if (asked.id === memory.known?.id) this.#confirm();
    } else if (memory.known && !memory.confirmed) {
      const { known } = memory;
      const isThere =
        known.id === found || (await findFences(this.#ground.database, [known.id])).has(known.id);
      if (isThere) this.#confirm();
      else this.#notice(known);
    }
    return memory.restored;
  }

  /** Asks KV if the last answer is a minute old, then looks for its fence in D1. */
  async look(): Promise<boolean> {
    await this.upToDate(this.#ground.now());
    const { known } = this.#memory;
    if (known === null) return false;
    const found = await findFences(this.#ground.database, [known.id]);
    return this.tells({ asked: known, found: found.has(known.id) ? known.id : null });
  }

  /**
   * Leaves a fence after what was just revoked. Null if this isolate is already leaving one. Rejects if D1 or KV does
   * not take it.
   */
  leave(): Promise<void> | null {
    const memory = this.#memory;
    const now = this.#ground.now();
    const { longestMs } = memory.pace;
    if (memory.leavingSince !== null && now - memory.leavingSince < longestMs + OVERDUE_MS) return null;
    return this.#leaveAfter(memory.leavingSince === null ? memory.pace.waitMs(now) : 0, now);
  }

  async #tellKv(fence: StoredFence): Promise<void> {
    await this.#copy.write(fence);
    Object.assign(this.#memory, { known: fence, confirmed: true, restored: false });
  }

  /** Everything that a restore brought back has ended, and `fence` is in D1. Rejects if KV does not take it. */
  async mended(fence: StoredFence): Promise<void> {
    await this.#tellKv(fence);
    this.#ground.log("restore.mended");
  }

  newFence(): StoredFence {
    return { id: randomBase62(ID_LENGTH, this.#ground.randomBytes), at: this.#ground.now() };
  }

  async #leaveAfter(waitMs: number, since: number): Promise<void> {
    const memory = this.#memory;
    memory.leavingSince = since;
    try {
      if (waitMs > 0) await pause(waitMs);
    } finally {
      if (memory.leavingSince === since) memory.leavingSince = null;
    }
    // A fence that could not be read is not overwritten: it may be the one that shows the restore.
    await patiently(this.#ask(this.#ground.now()));
    if (!memory.answered) throw new Error("the fence cannot be read");
    const fence = this.newFence();
    const outcome = await insertFence(this.#ground.database, fence, memory.known?.id ?? null);
    if (outcome === "left") await this.#tellKv(fence);
    if (outcome === "unmended") memory.restored = true;
    if (outcome === "missing" && memory.known) this.#notice(memory.known);
  }

  #plan(waitMs: number, now: number): void {
    this.#memory.plannedFor = now + waitMs;
    this.#ground.defer(
      pause(waitMs).then(() => {
        const due = this.#ground.now();
        // Another request may have asked in the meantime.
        if (due - this.#memory.askedAt >= ASK_AGAIN_AFTER_MS) return this.#ask(due);
      }),
    );
  }

  #ask(now: number): Promise<void> {
    const memory = this.#memory;
    const done = this.#copy.read().then(async (told) => {
      // A further restore may have undone the note.
      Object.assign(memory, { askedAt: now, answered: told !== undefined, noted: null });
      if (told) await this.#take(told);
    });
    const asking = { since: now, done };
    memory.asking = asking;
    const ended = done.finally(() => {
      if (memory.asking === asking) memory.asking = null;
    });
    // Others may await it too, so it must not end with the request that started it.
    this.#ground.defer(ended);
    return done;
  }

  /** The fence known before has to be there too: a newer one may have been left after a restore. */
  async #take(told: StoredFence): Promise<void> {
    const memory = this.#memory;
    const { known } = memory;
    if (told.id === known?.id) return;
    if (known === null || memory.restored) {
      Object.assign(memory, { known: told, confirmed: false });
      return;
    }
    const found = await findFences(this.#ground.database, [told.id, known.id]);
    const missing = [told, known].find(({ id }) => !found.has(id));
    if (missing) {
      // From here on D1 is asked for the missing fence, until KV returns another.
      Object.assign(memory, { known: missing, confirmed: false });
      this.#notice(missing);
    } else if (told.at > known.at) Object.assign(memory, { known: told, confirmed: true });
  }

  #confirm(): void {
    Object.assign(this.#memory, { confirmed: true, restored: false });
  }

  #notice(lost: StoredFence): void {
    const memory = this.#memory;
    if (!memory.restored) this.#ground.log("restore.noticed");
    memory.restored = true;
    if (memory.noted === lost.id) return;
    memory.noted = lost.id;
    const noting = recordRestore(this.#ground.database, lost, this.#ground.now());
    noting.catch(() => {
      memory.noted = null;
    });
    this.#ground.defer(noting);
  }
}

async function patiently(work: Promise<void>): Promise<void> {
  // Whoever started it handles its failure.
  await inTime(work).catch(() => {});
}
