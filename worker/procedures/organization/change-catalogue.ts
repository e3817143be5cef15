import type { Statement } from "../../../db/connect.ts";
import type { Authority } from "../../../db/demands.ts";
import { type Catalogue, readCatalogue, replaceCatalogue } from "../../../db/organizations/organizations.ts";
import { commit, type Effect } from "../../change/commit.ts";
import type { Action } from "../../domain/activity/actions.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { onOrganization } from "../recorded.ts";
import type { Runtime } from "../runtime.ts";

type Change = {
  catalogue: Catalogue;
  actions: readonly [Action, ...Action[]];
  effect: Effect;
  consequences?: Statement[];
};

const MOST_TRIES = 5;

/**
 * Changes the catalogue of an organization's own permissions and their endpoints. Changes at one moment are made one
 * after the other, each to the other's result. `change` returns null if there is nothing to change.
 */
export async function changeCatalogue(
  runtime: Runtime,
  { actor, authority }: { actor: Actor; authority: Authority },
  change: (catalogue: Catalogue) => Change | null,
): Promise<void> {
  const { id } = actor.member.organization;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const read = await readCatalogue(runtime.database, id);
    const wanted = change(read.catalogue);
    if (!wanted) return;
    const at = runtime.now();
    const [first, ...others] = wanted.actions;
    const { changed } = await commit(runtime, {
      authority,
      effect: wanted.effect,
      at,
      change: replaceCatalogue(id, read, wanted.catalogue),
      activity: [
        onOrganization(actor, at, first),
        ...others.map((action) => onOrganization(actor, at, action)),
      ],
      consequences: wanted.consequences,
    });
    if (changed) return;
  }
  throw new Refusal("catalogue-changed");
}
