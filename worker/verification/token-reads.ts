import type { Database } from "../../db/connect.ts";
import { findForVerification, findTwoForVerification, type StoredToken } from "../../db/verification.ts";

/** What D1 said of a token, and when it was asked (ms UTC, before the answer came). */
export type TokenRead = { stored: StoredToken | null; beganAt: number };

/**
 * One request's reads of tokens. A token that is known to be needed later comes along with the first one that
 * is read: introspection's two, the caller's and the one that it asks about, are one trip to D1.
 */
export class TokenReads {
  readonly #database: Database;
  readonly #now: () => number;
  #foreseen: string | null = null;
  #broughtAlong: { id: string; read: Promise<TokenRead> } | null = null;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  foresee(id: string): void {
    this.#foreseen = id;
  }

  /** Rejects where D1 does not answer. */
  read(id: string): Promise<TokenRead> {
    const broughtAlong = this.#broughtAlong;
    const foreseen = this.#foreseen;
    this.#broughtAlong = this.#foreseen = null;
    if (broughtAlong?.id === id) return broughtAlong.read;
    const beganAt = this.#now();
    if (foreseen === null || foreseen === id) {
      const read = findForVerification(this.#database, id).then((stored) => ({ stored, beganAt }));
      if (foreseen === id) this.#broughtAlong = { id, read };
      return read;
    }
    const both = findTwoForVerification(this.#database, [id, foreseen]);
    const read = both.then(([, stored]) => ({ stored, beganAt }));
    // If nobody comes for it, its failure is nobody's business either.
    read.catch(() => {});
    this.#broughtAlong = { id: foreseen, read };
    return both.then(([stored]) => ({ stored, beganAt }));
  }
}
