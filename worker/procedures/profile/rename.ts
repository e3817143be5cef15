import * as z from "zod/mini";
import { renameMember } from "../../../db/members/memberships.ts";
import { commit } from "../../change/commit.ts";
import { nameSchema } from "../../domain/names.ts";
import { memberProcedure } from "../guards.ts";
import { presentProfile } from "./get.ts";

const input = z.strictObject({ name: nameSchema });

/** Changes the caller's own name in this organization. */
export const rename = memberProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input }) => {
    const { member } = actor;
    const { user, organization } = member;
    const renamed = { ...user, name: input.name };
    const at = runtime.now();
    await commit(runtime, {
      authority,
      effect: "neither",
      at,
      change: renameMember({ organizationId: organization.id, userId: user.id }, input.name, user.email),
      activity: [
        {
          action: "profile.renamed",
          detail: { from: user.name, to: input.name },
          organizationId: organization.id,
          actor: renamed,
          subject: renamed,
          token: null,
          at,
        },
      ],
    });
    return presentProfile({ ...member, user: renamed });
  });
