import type { Database } from "../../db/connect.ts";
import type { StoredFence } from "../../db/restores/fences.ts";
import {
  type FoundToken,
  findForVerification,
  findTwoForVerification,
} from "../../db/tokens/verification.ts";
import type { CatalogueTree } from "../domain/endpoints/catalogue.ts";
import type { KnownCatalogue, KnownEndpoints } from "./known-endpoints.ts";

/**
 * What D1 returned for a token, when it was asked (ms UTC, before the answer came), and which fence it was asked for.
 */
export type TokenRead = { found: ReadToken | null; asked: StoredFence | null; beganAt: number };

type ReadToken = Omit<FoundToken, "catalogue"> & { catalogue: CatalogueTree | null };

/**
 * The token reads of one request. A token that will be needed later is read together with the first one:
 * introspection's two tokens (the caller's and the one asked about) take one trip to D1.
 */
export class TokenReads {
  readonly #database: Database;
  readonly #fence: { readonly known: StoredFence | null };
  readonly #endpoints: KnownEndpoints;
  readonly #now: () => number;
  #foreseen: string | null = null;
  #broughtAlong: { id: string; read: Promise<TokenRead> } | null = null;

  constructor(
    database: Database,
    fence: { readonly known: StoredFence | null },
    endpoints: KnownEndpoints,
    now: () => number,
  ) {
    this.#database = database;
    this.#fence = fence;
    this.#endpoints = endpoints;
    this.#now = now;
  }

  foresee(id: string): void {
    this.#foreseen = id;
  }

  /** Rejects if D1 does not answer. */
  read(id: string): Promise<TokenRead> {
    const broughtAlong = this.#broughtAlong;
    const foreseen = this.#foreseen;
    this.#broughtAlong = this.#foreseen = null;
    if (broughtAlong?.id === id) return broughtAlong.read;
    const [beganAt, asked] = [this.#now(), this.#fence.known];
    const fence = asked?.id ?? null;
    const told = (found: FoundToken | null, known: KnownCatalogue | null): TokenRead => {
      const catalogue = found && this.#endpoints.learn(found.stored, found.catalogue, known);
      return { found: found && { ...found, catalogue }, asked, beganAt };
    };
    const [first, knownOfFirst] = this.#wanted(id);
    if (foreseen === null || foreseen === id) {
      const read = findForVerification(this.#database, first, fence).then((found) =>
        told(found, knownOfFirst),
      );
      if (foreseen === id) this.#broughtAlong = { id, read };
      return read;
    }
    const [second, knownOfSecond] = this.#wanted(foreseen);
    const both = findTwoForVerification(this.#database, [first, second], fence);
    const read = both.then(([, found]) => told(found, knownOfSecond));
    // A read that nobody awaits must not fail the request.
    read.catch(() => {});
    this.#broughtAlong = { id: foreseen, read };
    return both.then(([found]) => told(found, knownOfFirst));
  }

  #wanted(id: string): [{ id: string; knownVersion: string }, KnownCatalogue | null] {
    const known = this.#endpoints.catalogueOf(id);
    return [{ id, knownVersion: known?.version ?? "" }, known];
  }
}
