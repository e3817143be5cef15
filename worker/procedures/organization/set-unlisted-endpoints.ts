import * as z from "zod/mini";
import { replaceUnlisted } from "../../../db/organizations/organizations.ts";
import { commit } from "../../change/commit.ts";
import { superuserProcedure } from "../guards.ts";
import { onOrganization } from "../recorded.ts";

const input = z.strictObject({ unlisted: z.enum(["refuse", "allow"], { error: "unlisted-invalid" }) });

/** Sets what happens to requests that no permission names, if any endpoint is named at all. */
export const setUnlistedEndpoints = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { unlisted } }) => {
    const at = runtime.now();
    await commit(runtime, {
      authority,
      effect: unlisted === "refuse" ? "narrows" : "widens",
      at,
      change: replaceUnlisted(actor.member.organization.id, unlisted),
      activity: [onOrganization(actor, at, { action: "endpoints.unlisted-set", detail: { to: unlisted } })],
    });
    return { unlisted };
  });
