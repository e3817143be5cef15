import type { Actor } from "../../domain/actor.ts";
import { demand } from "../../domain/errors.ts";
import { type Member, userOf } from "../../domain/organizations/membership.ts";
import { mayBeGivenTokens } from "../../domain/policies/team.ts";
import { mayManageOwnTokens } from "../../domain/policies/tokens.ts";
import type { Holder } from "../../domain/tokens/state.ts";
import type { Runtime } from "../runtime.ts";
import { memberOfTeam } from "./member.ts";

/** The service user whose tokens an administrator manages. @throws Refusal `member-unknown`, `service-users-only` */
export async function serviceUser(
  runtime: Runtime,
  actor: Actor,
  userId: string,
): Promise<Pick<Member, "user"> & Holder> {
  const { organization } = actor.member;
  const { kind, email, name, role, permissions, deactivatedAt } = await memberOfTeam(runtime, actor, userId);
  demand(mayBeGivenTokens({ kind }), "service-users-only");
  return { user: userOf(userId, name, email), organization, role, permissions, deactivatedAt };
}

/** One who may use tokens now. @throws Refusal as `serviceUser`, `member-deactivated`, `tokens-personal-missing` */
export async function tokenHolder(runtime: Runtime, actor: Actor, userId: string) {
  const owner = await serviceUser(runtime, actor, userId);
  demand(owner.deactivatedAt === null, "member-deactivated");
  demand(mayManageOwnTokens(owner), "tokens-personal-missing", { missing: "tokens.personal" });
  return owner;
}
