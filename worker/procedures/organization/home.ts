import { readCatalogue, visibilityGroupsOf } from "../../../db/organizations/organizations.ts";
import { isSuperuser } from "../../domain/organizations/roles.ts";
import { memberProcedure } from "../guards.ts";

export type Card = "users" | "api-tokens" | "activity";

/** The organization as this member may see it: the cards they may open, and what superusers define. */
export const home = memberProcedure.query(async ({ ctx: { runtime, actor } }) => {
  const { id, name, kind, apiPermissions } = actor.member.organization;
  if (!isSuperuser(actor.member)) return { id, name, kind, cards: ["users"] satisfies Card[] as Card[] };
  const [definedGroups, { catalogue, unlisted }] = await Promise.all([
    visibilityGroupsOf(runtime.database, id),
    readCatalogue(runtime.database, id),
  ]);
  const { endpoints } = catalogue;
  return {
    id,
    name,
    kind,
    cards: ["users", "api-tokens", "activity"] satisfies Card[] as Card[],
    apiPermissions: apiPermissions.map((one) => ({ ...one, endpoints: [...(endpoints[one.key] ?? [])] })),
    unlistedEndpoints: unlisted,
    definedGroups,
  };
});
