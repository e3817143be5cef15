import * as z from "zod/mini";
import { holdersOf } from "../../../db/tokens/holders.ts";
import { nameSchema } from "../../domain/names.ts";
import { permissionKeySchema } from "../../domain/organizations/api-permissions.ts";
import { superuserProcedure } from "../guards.ts";

const MOST_NAMED = 5;

const input = z.union([
  z.strictObject({ permission: permissionKeySchema }),
  z.strictObject({ group: nameSchema }),
]);

/** Whom the removal of a permission or a group would hit now. */
export const previewRemoval = superuserProcedure
  .input(input)
  .query(({ ctx: { runtime, actor }, input }) =>
    holdersOf(runtime.database, actor.member.organization.id, input, MOST_NAMED),
  );
