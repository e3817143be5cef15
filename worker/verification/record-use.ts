import { recordUses } from "../../db/tokens.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import type { Runtime } from "./runtime.ts";

/** Later uses are gathered for so long before they are written together. */
const GATHERING_MS = 20_000;

/** A gathering whose request was ended early is taken over by the next use after so long. */
const OVERDUE_MS = 22_000;

type Gathered = { at: number; use: LastUse };
type Ground = Pick<Runtime, "database" | "defer" | "now">;

/**
 * When and for what tokens were last used, without a write a request: the first use is written at
 * once, later ones of all tokens together. One for each isolate; never awaited by a request.
 */
export class UseRecorder {
  readonly #writtenAt = new Map<string, number>();
  readonly #gathered = new Map<string, Gathered>();
  #gatheringSince: number | null = null;

  record(ground: Ground, id: string, use: LastUse): void {
    const at = ground.now();
    const writtenAt = this.#writtenAt.get(id);
    if (writtenAt === undefined || at - writtenAt >= GATHERING_MS) {
      this.#writtenAt.set(id, at);
      this.#gathered.delete(id);
      ground.defer(this.#write(ground, [[id, { at, use }]]));
      return;
    }
    this.#gathered.set(id, { at, use });
    if (this.#gatheringSince === null) {
      this.#gatheringSince = at;
      ground.defer(this.#writeLater(ground, at));
    } else if (at - this.#gatheringSince >= OVERDUE_MS) {
      ground.defer(this.#writeGathered(ground));
    }
  }

  async #writeLater(ground: Ground, since: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHERING_MS));
    if (this.#gatheringSince === since) await this.#writeGathered(ground);
  }

  async #writeGathered(ground: Ground): Promise<void> {
    const now = ground.now();
    const uses = [...this.#gathered];
    this.#gathered.clear();
    this.#gatheringSince = null;
    for (const [id, writtenAt] of this.#writtenAt) {
      if (now - writtenAt >= GATHERING_MS) this.#writtenAt.delete(id);
    }
    for (const [id] of uses) this.#writtenAt.set(id, now);
    if (uses.length > 0) await this.#write(ground, uses);
  }

  /** What D1 did not take is gathered again, unless a later use has come in between. */
  async #write(ground: Ground, uses: [id: string, Gathered][]): Promise<void> {
    try {
      await recordUses(
        ground.database,
        uses.map(([id, gathered]) => ({ id, ...gathered })),
      );
    } catch (error) {
      for (const [id, gathered] of uses) if (!this.#gathered.has(id)) this.#gathered.set(id, gathered);
      this.#gatheringSince ??= ground.now();
      throw error;
    }
  }
}
