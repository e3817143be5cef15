import * as z from "zod/mini";
import { deleteGroup, deleteGroupOfMembers } from "../../../db/organizations/organizations.ts";
import { commit } from "../../change/commit.ts";
import { Refusal } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/names.ts";
import { superuserProcedure } from "../guards.ts";
import { onOrganization } from "../recorded.ts";

const input = z.strictObject({ name: nameSchema });

/** Removes a visibility group, from its members too. */
export const removeGroup = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { name } }) => {
    const { id } = actor.member.organization;
    const at = runtime.now();
    const { changed } = await commit(runtime, {
      authority,
      effect: "narrows",
      at,
      change: deleteGroup(id, name),
      activity: [onOrganization(actor, at, { action: "group.removed", detail: { name } })],
      consequences: [deleteGroupOfMembers(id, name)],
    });
    if (!changed) throw new Refusal("group-missing", { field: "name" });
    return { name };
  });
