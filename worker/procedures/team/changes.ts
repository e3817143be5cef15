import type { TeamMember } from "../../../db/members/team.ts";
import type { Grants } from "../../../db/members/team-changes.ts";
import type { Action, Activity } from "../../domain/activity/actions.ts";
import type { Actor } from "../../domain/actor.ts";
import { onMember } from "../recorded.ts";

/** What an edit changes, each as an activity of its own; nothing for what stays. */
export function changesOf(actor: Actor, from: TeamMember, to: Grants, at: number): Activity[] {
  const actions: Action[] = [];
  if (from.name !== to.name) {
    actions.push({ action: "member.renamed", detail: { from: from.name, to: to.name } });
  }
  if (from.role !== to.role) {
    actions.push({ action: "member.role-changed", detail: { from: from.role, to: to.role } });
  }
  if (!same(from.permissions, to.permissions)) {
    const detail = { from: from.permissions, to: to.permissions };
    actions.push({ action: "member.permissions-changed", detail });
  }
  if (!same(from.visibilityGroups, to.visibilityGroups)) {
    const detail = { from: from.visibilityGroups, to: to.visibilityGroups };
    actions.push({ action: "member.groups-changed", detail });
  }
  if (from.contact !== (to.contact ?? null)) {
    const detail = { from: from.contact, to: to.contact ?? null };
    actions.push({ action: "member.contact-changed", detail });
  }
  return actions.map((action) => onMember(actor, { userId: from.userId, name: to.name }, at, action));
}

/** Ignores their order. */
function same(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
