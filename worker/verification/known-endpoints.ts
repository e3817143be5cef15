import type { StoredLimits, StoredToken } from "../../db/tokens/verification.ts";
import { type CatalogueTree, catalogueTree } from "../domain/endpoints/catalogue.ts";
import { type OwnEndpoints, ownEndpoints } from "../domain/endpoints/own-endpoints.ts";
import type { Limits } from "../domain/endpoints/reach.ts";
import { LimitedMap } from "../domain/limited-map.ts";
import { SizedMap } from "./sized-map.ts";

/** A catalogue that needs not be read again, under the version that it has in D1. */
export type KnownCatalogue = { version: string; tree: CatalogueTree };

/** As text in D1; made ready to be asked, they take some ten times as much. */
const MOST_CATALOGUE_CHARACTERS = 2_000_000;
const MOST_OWN_CHARACTERS = 500_000;
const MOST_TOKENS = 20_000;

/**
 * What this isolate has read of catalogues and of tokens' own limits, ready to be asked. Whether a catalogue is
 * still the organization's, D1 says with every verification by its version: a version never comes again, so
 * nothing here can be out of date. Bounded; what is forgotten is read again.
 */
export class KnownEndpoints {
  readonly #catalogues = new SizedMap<string, KnownCatalogue>(MOST_CATALOGUE_CHARACTERS);
  readonly #own = new SizedMap<string, OwnEndpoints>(MOST_OWN_CHARACTERS);
  /** Which version the organization of a token had. */
  readonly #versions = new LimitedMap<string, string>(MOST_TOKENS);

  /** The catalogue that D1 need not send along with this token. */
  catalogueOf(tokenId: string): KnownCatalogue | null {
    const version = this.#versions.get(tokenId);
    return (version !== undefined && this.#catalogues.get(version)) || null;
  }

  /** What D1 sent with a token, or else what was known before it was asked. */
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

  /** The catalogue of a token that was read before; undefined where it was forgotten since. */
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
