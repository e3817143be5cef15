import * as z from "zod";
import { commit } from "../../../db/commit.ts";
import {
  insertGroup,
  renameGroup,
  renameGroupOfMembers,
  visibilityGroupsOf,
} from "../../../db/organizations.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { nameSchema } from "../../domain/names.ts";
import { MOST_GROUPS } from "../../domain/organizations/grants.ts";
import type { Runtime } from "../../verification/runtime.ts";
import { superuserProcedure } from "../guards.ts";
import { onOrganization } from "../recorded.ts";

const input = z.strictObject({ name: nameSchema, newName: nameSchema.optional() });

/** Defines a visibility group, or gives one a new name, by which its members then have it. */
export const defineGroup = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { name, newName } }) => {
    if (newName === undefined) await define(runtime, actor, name);
    else if (newName !== name) await rename(runtime, actor, name, newName);
    return { name: newName ?? name };
  });

/** One that is there already stays as it is. */
async function define(runtime: Runtime, actor: Actor, name: string): Promise<void> {
  const { id } = actor.member.organization;
  const { meta } = await commit(runtime.database, {
    change: insertGroup(id, newIdentifier("visibilityGroup", runtime.randomBytes), name, MOST_GROUPS),
    activity: [onOrganization(actor, runtime.now(), { action: "group.defined", detail: { name } })],
  });
  if (meta.changes > 0) return;
  const defined = await visibilityGroupsOf(runtime.database, id);
  if (!defined.includes(name)) throw new Refusal("too-many-groups");
}

async function rename(runtime: Runtime, actor: Actor, from: string, to: string): Promise<void> {
  const { id } = actor.member.organization;
  const { meta } = await commit(runtime.database, {
    change: renameGroup(id, from, to),
    activity: [onOrganization(actor, runtime.now(), { action: "group.renamed", detail: { from, to } })],
    consequences: [renameGroupOfMembers(id, from, to)],
  });
  if (meta.changes > 0) return runtime.narrowed();
  const defined = await visibilityGroupsOf(runtime.database, id);
  if (!defined.includes(from)) throw new Refusal("group-missing", { field: "name" });
  throw new Refusal("group-exists", { field: "newName" });
}
