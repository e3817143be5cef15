import * as z from "zod/mini";
import { numberInQuery } from "../../../http/query.ts";
import { daysSchema, type PresentedUsage } from "../../../procedures/tokens/usage.ts";

export const USAGE =
  "Days are in UTC; a route is the endpoint that a request matched, or its path with {id} for identifiers. " +
  "Refused requests count if their sender proved to hold the token. last_day counts the last 24 hours, to the hour; its last " +
  "requests are those of all the days that are asked for.";

export const usageQuery = z.object({ days: numberInQuery(daysSchema) });

export function usageOnTheWire({
  days,
  routes,
  refusals,
  permissions,
  unusedPermissions,
  lastDay,
}: PresentedUsage) {
  return {
    days,
    routes: routes.map(({ lastAt, ...route }) => ({ ...route, last_at: lastAt })),
    refusals: refusals.map(({ lastAt, ...refusal }) => ({ ...refusal, last_at: lastAt })),
    permissions: permissions.map(({ lastUsedAt, ...one }) => ({ ...one, last_used_at: lastUsedAt })),
    unused_permissions: unusedPermissions,
    last_day: {
      accepted: lastDay.accepted,
      refused: lastDay.refused,
      last: lastDay.last,
      last_refused: lastDay.lastRefused,
      routes: lastDay.routes,
    },
  };
}
