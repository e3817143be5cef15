/** What was noted in the last `ms` milliseconds; its size is bounded by how much is noted in that time. */
export class Lately {
  readonly #ms: number;
  /** Newest last. */
  readonly #notedAt = new Map<string, number>();

  constructor(ms: number) {
    this.#ms = ms;
  }

  get size(): number {
    return this.#notedAt.size;
  }

  has(key: string, now: number): boolean {
    const notedAt = this.#notedAt.get(key);
    return notedAt !== undefined && now - notedAt < this.#ms;
  }

  note(key: string, now: number): void {
    this.#notedAt.delete(key);
    this.#notedAt.set(key, now);
    for (const [oldest, notedAt] of this.#notedAt) {
      if (now - notedAt < this.#ms) break;
      this.#notedAt.delete(oldest);
    }
  }
}
