import * as z from "zod/mini";
import { countTeam } from "../../../db/members/team.ts";
import { sightOf } from "../../domain/policies/team.ts";
import { searchTermSchema } from "../../domain/search-term.ts";
import { memberProcedure } from "../guards.ts";

const input = z._default(z.strictObject({ q: z.optional(searchTermSchema) }), {});

/** How many members `team.list` shows on all its pages. */
export const count = memberProcedure.input(input).query(
  ({
    ctx: {
      runtime,
      actor: { member },
    },
    input: { q },
  }) => countTeam(runtime.database, member.organization.id, sightOf(member), q),
);
