import { demand } from "../../domain/errors.ts";
import { heldPermissions } from "../../domain/organizations/membership.ts";
import { mayBeGivenTokens } from "../../domain/policies/team.ts";
import { mayManageOwnTokens } from "../../domain/policies/tokens.ts";
import { issue, issueSchema } from "../../domain/tokens/issue.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { createToken as makeToken } from "../tokens/create.ts";
import { memberOfTeam } from "./member.ts";

const input = issueSchema.extend({ userId: userIdSchema });

/** Makes a token for a service user, which cannot sign in to make its own. */
export const createToken = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { userId, ...wanted } }) => {
    const { organization } = actor.member;
    const { kind, email, name, role, permissions, deactivatedAt } = await memberOfTeam(
      runtime,
      actor,
      userId,
    );
    demand(mayBeGivenTokens({ kind }), "service-users-only");
    demand(deactivatedAt === null, "member-deactivated");
    const owner = { user: { id: userId, email, name, kind }, organization, role, permissions };
    demand(mayManageOwnTokens(owner), "tokens-personal-missing", { missing: "tokens.personal" });
    const asked = issue(wanted, heldPermissions(owner), runtime.now());
    return makeToken(runtime, { asked, owner, actor: actor.member.user, authority });
  });
