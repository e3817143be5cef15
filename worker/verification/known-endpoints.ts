import type { StoredLimits, StoredToken } from "../../db/tokens/verification.ts";
import { type CatalogueTree, catalogueTree } from "../domain/endpoints/catalogue.ts";
import { type OwnEndpoints, ownEndpoints } from "../domain/endpoints/own-endpoints.ts";
import type { Limits } from "../domain/endpoints/reach.ts";
import { LimitedMap } from "../domain/limited-map.ts";
import { SizedMap } from "./sized-map.ts";

/** A catalogue with its version in D1: it is not read again while the version stays. */
export type KnownCatalogue = { version: string; tree: CatalogueTree };

/** Measured as text in D1; parsed, it takes about ten times as much. */
const MOST_CATALOGUE_CHARACTERS = 2_000_000;
const MOST_OWN_CHARACTERS = 500_000;
const MOST_TOKENS = 20_000;

/**
 * Catalogues and tokens' own limits that this isolate has read and parsed. Every verification returns the version of
 * the organization's catalogue, and versions are never reused, so nothing here is stale. Bounded; what was dropped is
 * read again.
 */
export class KnownEndpoints {
  readonly #catalogues = new SizedMap<string, KnownCatalogue>(MOST_CATALOGUE_CHARACTERS);
  readonly #own = new SizedMap<string, OwnEndpoints>(MOST_OWN_CHARACTERS);
  /** The version that each token's organization had. */
  readonly #versions = new LimitedMap<string, string>(MOST_TOKENS);

  /** The catalogue that D1 need not send with this token. */
  catalogueOf(tokenId: string): KnownCatalogue | null {
    const version = this.#versions.get(tokenId);
    return (version !== undefined && this.#catalogues.get(version)) || null;
  }

  /** What D1 sent with the token, or else the copy known before D1 was asked. */
  learn(
    { token, limits }: Pick<StoredToken, "token" | "limits">,
    sent: string | null,
    before: KnownCatalogue | null,
  ): CatalogueTree | null {
    const version = limits.catalogueVersion;
    if (version === null) return null;
    if (before?.version === version) return before.tree;
    if (sent === null) throw new Error("a catalogue is missing");
    const known = this.#catalogues.get(version) ?? { version, tree: catalogueTree(JSON.parse(sent)) };
    this.#catalogues.set(version, known, sent.length);
    this.#versions.set(token.id, version);
    return known.tree;
  }

  /** The known catalogue of a token; undefined if it was dropped since. */
  recall({ catalogueVersion }: StoredLimits): CatalogueTree | null | undefined {
    return catalogueVersion === null ? null : this.#catalogues.get(catalogueVersion)?.tree;
  }

  limitsOf({ own, unlisted }: StoredLimits, tree: CatalogueTree | null): Limits {
    return { own: this.#ownOf(own), catalogue: { tree, unlisted } };
  }

  #ownOf(column: string): OwnEndpoints | null {
    const known = this.#own.get(column);
    if (known) return known;
    const read = ownEndpoints(column);
    if (read) this.#own.set(column, read, column.length);
    return read;
  }
}
