import * as z from "zod/mini";
import type { Authority } from "../../../db/demands.ts";
import {
  insertGroup,
  renameGroupOfMembers,
  visibilityGroupsOf,
} from "../../../db/organizations/organizations.ts";
import { areGroups, renameGroup } from "../../../db/organizations/sql.ts";
import { commit } from "../../change/commit.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { nameSchema } from "../../domain/names.ts";
import { MOST_GROUPS } from "../../domain/organizations/grants.ts";
import { fold } from "../../domain/search-term.ts";
import { superuserProcedure } from "../guards.ts";
import { onOrganization } from "../recorded.ts";
import type { Runtime } from "../runtime.ts";

const input = z.strictObject({ name: nameSchema, newName: z.optional(nameSchema) });

/** Defines a visibility group, or renames one for all its members. */
export const defineGroup = superuserProcedure
  .input(input)
  .mutation(async ({ ctx, input: { name, newName } }) => {
    if (newName === undefined) await define(ctx, name);
    else if (newName !== name) await rename(ctx, name, newName);
    return { name: newName ?? name };
  });

type Asked = { runtime: Runtime; actor: Actor; authority: Authority };

const MOST_TRIES = 5;

/** An existing group stays as it is; "emea" counts as "EMEA". */
async function define({ runtime, actor, authority }: Asked, name: string): Promise<void> {
  const { id } = actor.member.organization;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const defined = await visibilityGroupsOf(runtime.database, id);
    if (defined.includes(name)) return;
    demandNameFree(name, defined, "name");
    if (defined.length >= MOST_GROUPS) throw new Refusal("too-many-groups");
    const at = runtime.now();
    const { changed } = await commit(runtime, {
      authority,
      effect: "neither",
      at,
      expects: areGroups(id, defined),
      change: insertGroup(id, newIdentifier("visibilityGroup", runtime.randomBytes), name),
      activity: [onOrganization(actor, at, { action: "group.defined", detail: { name } })],
    });
    if (changed) return;
  }
  throw new Refusal("catalogue-changed");
}

async function rename({ runtime, actor, authority }: Asked, from: string, to: string): Promise<void> {
  const { id } = actor.member.organization;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const defined = await visibilityGroupsOf(runtime.database, id);
    if (!defined.includes(from)) throw new Refusal("group-missing", { field: "name" });
    const others = defined.filter((name) => name !== from);
    demandNameFree(to, others, "newName");
    const at = runtime.now();
    const { changed } = await commit(runtime, {
      authority,
      effect: "narrows",
      at,
      expects: areGroups(id, defined),
      change: renameGroup(id, from, to),
      activity: [onOrganization(actor, at, { action: "group.renamed", detail: { from, to } })],
      consequences: [renameGroupOfMembers(id, from, to)],
    });
    if (changed) return;
  }
  throw new Refusal("catalogue-changed");
}

function demandNameFree(name: string, others: readonly string[], field: string): void {
  const isTaken = others.some((other) => fold(other) === fold(name));
  if (isTaken) throw new Refusal("group-exists", { field });
}
