import { heldPermissions } from "../../domain/organizations/membership.ts";
import { demandServiceUser } from "../../domain/policies/team.ts";
import { demandOwnTokens } from "../../domain/policies/tokens.ts";
import { issue, issueSchema } from "../../domain/tokens/issue.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { createToken as makeToken } from "../tokens/create.ts";
import { memberOfTeam } from "./member.ts";

const input = issueSchema.extend({ userId: userIdSchema });

/** Makes a token for a service user, which cannot sign in to make its own. */
export const createToken = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { userId, ...wanted } }) => {
    const { organization } = actor.member;
    const { kind, email, name, role, permissions, deactivatedAt } = await memberOfTeam(
      runtime,
      actor,
      userId,
    );
    demandServiceUser({ kind, deactivatedAt });
    const owner = { user: { id: userId, email, name, kind }, organization, role, permissions };
    demandOwnTokens(owner);
    const asked = issue(wanted, heldPermissions(owner), runtime.now());
    return makeToken(runtime, { asked, owner, actor: actor.member.user });
  });
