import * as z from "zod/mini";
import { findByEmail } from "../../../db/members/users.ts";
import { authorize, withFreshProof } from "../../change/authorize.ts";
import { Refusal } from "../../domain/errors.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { nameSchema } from "../../domain/names.ts";
import { roleSchema } from "../../domain/organizations/grants.ts";
import { roleToChange } from "../../domain/policies/team.ts";
import { emailSchema } from "../../domain/users/email-address.ts";
import { superuserProcedure } from "../guards.ts";
import { admit } from "./admit.ts";
import { checkGrants, grantFields } from "./grants.ts";

const input = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  role: z._default(roleSchema, "member"),
  ...grantFields,
});

/**
 * Invites somebody by e-mail. An address that is known in other organizations makes no visible difference: a user is
 * one person, but their name and everything else belongs to the membership.
 */
export const addMember = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input }) => {
    const { email, name, role, permissions = [], visibilityGroups = [] } = input;
    const asked = authorize(actor, { role: roleToChange({ role: "member" }, role) });
    const authority = withFreshProof(asked, runtime);
    await checkGrants(runtime, actor, input);
    const known = await findByEmail(runtime.database, email);
    const userId = known?.id ?? newIdentifier("user", runtime.randomBytes);
    const grants = { name, role, permissions, visibilityGroups };
    const added = await admit(runtime, { actor, authority }, { userId, email, kind: "human" }, grants);
    if (!added) throw new Refusal("already-member", { field: "email" });
    return added;
  });
