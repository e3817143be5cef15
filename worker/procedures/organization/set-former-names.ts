import * as z from "zod/mini";
import { forgetFormerNames, writeFormerNames } from "../../../db/organizations/former-names.ts";
import { commit } from "../../change/commit.ts";
import { FORMER_NAMES } from "../../domain/organizations/former-names.ts";
import { proved } from "../guards.ts";
import { onOrganization } from "../recorded.ts";

const input = z.strictObject({ formerNames: z.enum(FORMER_NAMES, { error: "former-names-invalid" }) });

/** Sets how the activity names members who leave or have left. A replaced name does not come back. */
export const setFormerNames = proved.superuser
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { formerNames } }) => {
    const { id } = actor.member.organization;
    const at = runtime.now();
    await commit(runtime, {
      authority,
      effect: "neither",
      at,
      change: writeFormerNames(id, formerNames),
      consequences: [forgetFormerNames(id, formerNames)],
      activity: [
        onOrganization(actor, at, { action: "organization.former-names-set", detail: { to: formerNames } }),
      ],
    });
    return { formerNames };
  });
