import type { LastUse } from "../domain/tokens/last-use.ts";
import { Gathering, type GatheringGround } from "./gathering.ts";

/** Records when and for what tokens were last used, without a write per request. */
export class UseRecorder {
  readonly #gathering: Gathering;

  constructor(gathering = new Gathering()) {
    this.#gathering = gathering;
  }

  record(ground: GatheringGround, { id, inUse }: { id: string; inUse: boolean }, use: LastUse): void {
    this.#gathering.use(ground, { id, inUse, at: ground.now(), use });
  }
}
