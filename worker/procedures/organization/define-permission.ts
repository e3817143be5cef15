import * as z from "zod/mini";
import type { Catalogue } from "../../../db/organizations/organizations.ts";
import type { Action } from "../../domain/activity/actions.ts";
import { withEndpoints } from "../../domain/endpoints/catalogue.ts";
import { checkedEndpoints, endpointsSchema } from "../../domain/endpoints/own-endpoints.ts";
import {
  descriptionSchema,
  permissionKeySchema,
  withPermission,
} from "../../domain/organizations/api-permissions.ts";
import { superuserProcedure } from "../guards.ts";
import { changeCatalogue } from "./change-catalogue.ts";

const input = z.strictObject({
  key: permissionKeySchema,
  description: descriptionSchema,
  /** Left out, they stay as they are. */
  endpoints: z.optional(endpointsSchema),
});

/** Defines or describes a permission of the organization's own API, and the endpoints that it opens. */
export const definePermission = superuserProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { key, description } = input;
  const given = input.endpoints && checkedEndpoints(input.endpoints);
  let endpoints: readonly string[] = [];
  await changeCatalogue(ctx.runtime, ctx, (known) => {
    const before = known.endpoints[key] ?? [];
    endpoints = given ?? before;
    const actions = [
      ...described(known, key, description),
      ...endpointsChanged(key, before, endpoints),
    ] as const;
    const [first, ...others] = actions;
    if (!first) {
      // Another call may just have made this change, and still wait for the leases to end.
      ctx.runtime.narrowed();
      return null;
    }
    return {
      catalogue: {
        permissions: withPermission(known.permissions, { key, description }),
        endpoints: withEndpoints(known.endpoints, key, endpoints),
      },
      // An endpoint that was unlisted now demands a permission; and the first endpoint closes all unlisted ones.
      effect: before.join() === endpoints.join() ? "neither" : "narrows",
      actions: [first, ...others],
    };
  });
  return { key, description, endpoints: [...endpoints] };
});

function described({ permissions }: Catalogue, key: string, description: string): Action[] {
  const from = permissions.find((one) => one.key === key)?.description;
  if (from === description) return [];
  return from === undefined
    ? [{ action: "permission.defined", detail: { key, description } }]
    : [{ action: "permission.described", detail: { key, from, to: description } }];
}

function endpointsChanged(key: string, from: readonly string[], to: readonly string[]): Action[] {
  if (from.join() === to.join()) return [];
  const added = to.filter((one) => !from.includes(one));
  const removed = from.filter((one) => !to.includes(one));
  return [{ action: "permission.endpoints-changed", detail: { key, added, removed } }];
}
