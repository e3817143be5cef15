import * as z from "zod/mini";
import { deletePermissionOfMembers } from "../../../db/organizations/organizations.ts";
import { withEndpoints } from "../../domain/endpoints/catalogue.ts";
import { Refusal } from "../../domain/errors.ts";
import { permissionKeySchema } from "../../domain/organizations/api-permissions.ts";
import { superuserProcedure } from "../guards.ts";
import { changeCatalogue } from "./change-catalogue.ts";

const input = z.strictObject({ key: permissionKeySchema });

/** Removes a permission of the organization's own API, from its members too. */
export const removePermission = superuserProcedure.input(input).mutation(async ({ ctx, input: { key } }) => {
  await changeCatalogue(ctx.runtime, ctx, (known) => {
    const removed = known.permissions.find((one) => one.key === key);
    if (!removed) throw new Refusal("permission-missing", { field: "key" });
    return {
      catalogue: {
        permissions: known.permissions.filter((one) => one.key !== key),
        endpoints: withEndpoints(known.endpoints, key, []),
      },
      effect: "narrows",
      actions: [{ action: "permission.removed", detail: removed }],
      consequences: [deletePermissionOfMembers(ctx.actor.member.organization.id, key)],
    };
  });
  return { key };
});
