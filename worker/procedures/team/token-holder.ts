import type { Actor } from "../../domain/actor.ts";
import { demand } from "../../domain/errors.ts";
import type { Member } from "../../domain/organizations/membership.ts";
import { mayBeGivenTokens } from "../../domain/policies/team.ts";
import { mayManageOwnTokens } from "../../domain/policies/tokens.ts";
import type { Holder } from "../../domain/tokens/state.ts";
import type { Runtime } from "../../verification/runtime.ts";
import { memberOfTeam } from "./member.ts";

/** The service user whose tokens an administrator manages. @throws Refusal where others may not give it any */
export async function tokenHolder(
  runtime: Runtime,
  actor: Actor,
  userId: string,
): Promise<Pick<Member, "user"> & Holder> {
  const { organization } = actor.member;
  const { kind, email, name, role, permissions, deactivatedAt } = await memberOfTeam(runtime, actor, userId);
  demand(mayBeGivenTokens({ kind }), "service-users-only");
  demand(deactivatedAt === null, "member-deactivated");
  const owner = { user: { id: userId, email, name, kind }, organization, role, permissions, deactivatedAt };
  demand(mayManageOwnTokens(owner), "tokens-personal-missing", { missing: "tokens.personal" });
  return owner;
}
