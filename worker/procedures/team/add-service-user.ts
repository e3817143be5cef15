import * as z from "zod/mini";
import { Refusal } from "../../domain/errors.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { nameSchema } from "../../domain/names.ts";
import { emailSchema } from "../../domain/users/email-address.ts";
import { proved } from "../guards.ts";
import { admit } from "./admit.ts";
import { checkGrants, grantFields } from "./grants.ts";

const input = z.strictObject({
  name: nameSchema,
  ...grantFields,
  /** Who is told when its tokens expire; by default the superusers. */
  contact: z.nullish(emailSchema),
});

/** Adds a member that cannot sign in: the identity of an integration, with the least that it needs. */
export const addServiceUser = proved.superuser.input(input).mutation(async ({ ctx, input }) => {
  const { runtime, actor } = ctx;
  const { name, permissions = [], visibilityGroups = [], contact = null } = input;
  await checkGrants(runtime, actor, input);
  const userId = newIdentifier("user", runtime.randomBytes);
  const grants = { name, role: "member" as const, permissions, visibilityGroups, contact };
  const added = await admit(runtime, ctx, { userId, email: null, kind: "service" }, grants);
  if (!added) throw new Refusal("member-changed");
  return added;
});
