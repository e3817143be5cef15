import * as z from "zod";
import type { Authority } from "../../../db/demands.ts";
import {
  insertGroup,
  renameGroup,
  renameGroupOfMembers,
  visibilityGroupsOf,
} from "../../../db/organizations.ts";
import { commit } from "../../change/commit.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { nameSchema } from "../../domain/names.ts";
import { MOST_GROUPS } from "../../domain/organizations/grants.ts";
import { superuserProcedure } from "../guards.ts";
import { onOrganization } from "../recorded.ts";
import type { Runtime } from "../runtime.ts";

const input = z.strictObject({ name: nameSchema, newName: nameSchema.optional() });

/** Defines a visibility group, or gives one a new name, by which its members then have it. */
export const defineGroup = superuserProcedure
  .input(input)
  .mutation(async ({ ctx, input: { name, newName } }) => {
    if (newName === undefined) await define(ctx, name);
    else if (newName !== name) await rename(ctx, name, newName);
    return { name: newName ?? name };
  });

type Asked = { runtime: Runtime; actor: Actor; authority: Authority };

/** One that is there already stays as it is. */
async function define({ runtime, actor, authority }: Asked, name: string): Promise<void> {
  const { id } = actor.member.organization;
  const at = runtime.now();
  const { changed } = await commit(runtime, {
    authority,
    effect: "neither",
    at,
    change: insertGroup(id, newIdentifier("visibilityGroup", runtime.randomBytes), name, MOST_GROUPS),
    activity: [onOrganization(actor, at, { action: "group.defined", detail: { name } })],
  });
  if (changed) return;
  const defined = await visibilityGroupsOf(runtime.database, id);
  if (!defined.includes(name)) throw new Refusal("too-many-groups");
}

async function rename({ runtime, actor, authority }: Asked, from: string, to: string): Promise<void> {
  const { id } = actor.member.organization;
  const at = runtime.now();
  const { changed } = await commit(runtime, {
    authority,
    effect: "narrows",
    at,
    change: renameGroup(id, from, to),
    activity: [onOrganization(actor, at, { action: "group.renamed", detail: { from, to } })],
    consequences: [renameGroupOfMembers(id, from, to)],
  });
  if (changed) return;
  const defined = await visibilityGroupsOf(runtime.database, id);
  if (!defined.includes(from)) throw new Refusal("group-missing", { field: "name" });
  throw new Refusal("group-exists", { field: "newName" });
}
