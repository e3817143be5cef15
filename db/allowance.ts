/**
 * How many questions D1 answers per invocation; a batch is one: https://developers.cloudflare.com/d1/platform/limits/
 */
const MOST = 1_000;

/** Reserved for work that has begun when no more may begin: each job is in the middle of something. */
const KEPT = 300;

/** Counts the questions of one invocation to D1, of all its jobs together. */
export class Allowance {
  #asked = 0;

  take(): void {
    this.#asked++;
  }

  /** Whether work that asks further questions may begin. */
  hasRoom(): boolean {
    return this.#asked < MOST - KEPT;
  }
}
