import * as z from "zod";
import {
  descriptionSchema,
  permissionKeySchema,
  withPermission,
} from "../../domain/organizations/api-permissions.ts";
import { superuserProcedure } from "../guards.ts";
import { changeCatalogue } from "./change-catalogue.ts";

const input = z.strictObject({ key: permissionKeySchema, description: descriptionSchema });

/** Defines a permission of the organization's own API, or describes one anew. */
export const definePermission = superuserProcedure
  .input(input)
  .mutation(async ({ ctx, input: { key, description } }) => {
    await changeCatalogue(ctx.runtime, ctx, (known) => {
      const from = known.find((one) => one.key === key)?.description;
      if (from === description) return null;
      const catalogue = withPermission(known, { key, description });
      return from === undefined
        ? {
            catalogue,
            effect: "neither",
            action: { action: "permission.defined", detail: { key, description } },
          }
        : {
            catalogue,
            effect: "neither",
            action: { action: "permission.described", detail: { key, from, to: description } },
          };
    });
    return { key, description };
  });
