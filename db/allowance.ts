/** D1 answers so many questions of one invocation; a batch is one: https://developers.cloudflare.com/d1/platform/limits/ */
const MOST = 1_000;

/** For what has begun already when nothing more is begun: each job is in the midst of something. */
const KEPT = 300;

/** How often one invocation has asked D1, all that runs in it together. */
export class Allowance {
  #asked = 0;

  take(): void {
    this.#asked++;
  }

  /** Whether something may be begun that asks further questions. */
  hasRoom(): boolean {
    return this.#asked < MOST - KEPT;
  }
}
