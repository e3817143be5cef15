import * as z from "zod/mini";
import { heldPermissions } from "../../domain/organizations/membership.ts";
import { issue, issueSchema } from "../../domain/tokens/issue.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { proved } from "../guards.ts";
import { createToken as makeToken } from "../tokens/create.ts";
import { tokenHolder } from "./token-holder.ts";

const input = z.extend(issueSchema, { userId: userIdSchema });

/** Makes a token for a service user, which cannot sign in to make its own. */
export const createToken = proved.superuser
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { userId, ...wanted } }) => {
    const owner = await tokenHolder(runtime, actor, userId);
    const asked = issue(wanted, heldPermissions(owner), runtime.now());
    return makeToken(runtime, { asked, key: wanted.key, owner, actor: actor.member.user, authority });
  });
