import * as z from "zod/mini";
import { wasApiTokenOf } from "../../../db/activity/list.ts";
import { countersOf, holderOf } from "../../../db/usage/read.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { rfc3339 } from "../../domain/times.ts";
import { grant } from "../../domain/tokens/grant.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { dayOf } from "../../domain/usage/counter.ts";
import { type Usage, usageOf } from "../../domain/usage/usage.ts";
import { ownTokensProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";

const DEFAULT_DAYS = 30;
export const MOST_DAYS = 90;

export const daysSchema = z._default(
  z
    .int({ error: "days-invalid" })
    .check(z.minimum(1, { error: "days-invalid" }), z.maximum(MOST_DAYS, { error: "days-invalid" })),
  DEFAULT_DAYS,
);

export const usageInput = z.strictObject({ id: tokenIdSchema, days: daysSchema });

export const usage = ownTokensProcedure
  .input(usageInput)
  .query(({ ctx, input }) => usageOfOwnToken(ctx.runtime, ctx.actor, input));

/**
 * The usage of one of the caller's own API tokens, also after its end. @throws Refusal `token-unknown` for any other
 * id
 */
export function usageOfOwnToken(
  runtime: Runtime,
  { member: { organization, user } }: Actor,
  asked: z.output<typeof usageInput>,
) {
  return usageOfToken(runtime, { organizationId: organization.id, userId: user.id }, asked);
}

/**
 * The usage of an API token of one member, or of anybody in an organization, in `days` days up to today, in UTC. A
 * token that has ended holds nothing.
 */
export async function usageOfToken(
  { database, now }: Runtime,
  of: { organizationId: string; userId?: string },
  { id, days }: z.output<typeof usageInput>,
) {
  const at = now();
  const [holder, wasTheirs, counters] = await Promise.all([
    holderOf(database, id, of),
    wasApiTokenOf(database, id, of),
    countersOf(database, id, { now: at, span: days }),
  ]);
  if (!holder && !wasTheirs) throw new Refusal("token-unknown");
  const held = holder ? grant(holder.member, holder.scopes) : [];
  return presentUsage(usageOf(counters, { today: dayOf(at), span: days, held }));
}

function presentUsage({ days, routes, refusals, permissions, unusedPermissions, lastDay }: Usage) {
  const { last, lastRefused } = lastDay;
  return {
    days,
    routes: routes.map((route) => ({ ...route, lastAt: rfc3339(route.lastAt) })),
    refusals: refusals.map((refusal) => ({ ...refusal, lastAt: rfc3339(refusal.lastAt) })),
    permissions: permissions.map((one) => ({ ...one, lastUsedAt: rfc3339(one.lastUsedAt) })),
    unusedPermissions,
    lastDay: {
      ...lastDay,
      last: last && { ...last, at: rfc3339(last.at) },
      lastRefused: lastRefused && { ...lastRefused, at: rfc3339(lastRefused.at) },
    },
  };
}

export type PresentedUsage = Awaited<ReturnType<typeof usageOfToken>>;
