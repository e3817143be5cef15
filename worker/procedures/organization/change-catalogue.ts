import type { Statement } from "../../../db/connect.ts";
import type { Authority } from "../../../db/demands.ts";
import { readApiPermissions, replaceApiPermissions } from "../../../db/organizations.ts";
import { commit, type Effect } from "../../change/commit.ts";
import type { Action } from "../../domain/activity/actions.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import type { ApiPermission } from "../../domain/permissions.ts";
import type { Runtime } from "../../verification/runtime.ts";
import { onOrganization } from "../recorded.ts";

type Change = { catalogue: ApiPermission[]; action: Action; effect: Effect; consequences?: Statement[] };

const MOST_TRIES = 5;

/**
 * Changes the catalogue of an organization's own permissions. Of changes at one moment each is made to
 * the other's result. `change` gives null where there is nothing to change.
 */
export async function changeCatalogue(
  runtime: Runtime,
  { actor, authority }: { actor: Actor; authority: Authority },
  change: (catalogue: ApiPermission[]) => Change | null,
): Promise<void> {
  const { id } = actor.member.organization;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { text, catalogue } = await readApiPermissions(runtime.database, id);
    const wanted = change(catalogue);
    if (!wanted) return;
    const at = runtime.now();
    const { changed } = await commit(runtime, {
      authority,
      effect: wanted.effect,
      at,
      change: replaceApiPermissions(id, text, wanted.catalogue),
      activity: [onOrganization(actor, at, wanted.action)],
      consequences: wanted.consequences,
    });
    if (changed) return;
  }
  throw new Refusal("catalogue-changed");
}
