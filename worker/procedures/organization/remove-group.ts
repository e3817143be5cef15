import * as z from "zod";
import { commit } from "../../../db/commit.ts";
import { deleteGroup, deleteGroupOfMembers } from "../../../db/organizations.ts";
import { Refusal } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/names.ts";
import { superuserProcedure } from "../guards.ts";
import { onOrganization } from "../recorded.ts";

const input = z.strictObject({ name: nameSchema });

/** Removes a visibility group, from its members too. */
export const removeGroup = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { name } }) => {
    const { id } = actor.member.organization;
    const { meta } = await commit(runtime.database, {
      change: deleteGroup(id, name),
      activity: [onOrganization(actor, runtime.now(), { action: "group.removed", detail: { name } })],
      consequences: [deleteGroupOfMembers(id, name)],
    });
    if (meta.changes === 0) throw new Refusal("group-missing", { field: "name" });
    runtime.narrowed();
    return { name };
  });
