import type { Action, Activity } from "../../domain/activity/actions.ts";
import type { SignedIn } from "../../domain/actor.ts";
import type { Mail, Notice } from "../../domain/notices.ts";

/** Recorded only in the organization where it was done, as a new password is. */
export function onOwnPasskey({ member }: SignedIn, at: number, action: Action): Activity {
  const { user, organization } = member;
  return { ...action, organizationId: organization.id, actor: user, subject: user, token: null, at };
}

export function toldByMail(
  { member }: SignedIn,
  kind: Extract<Notice["kind"], "passkey-added" | "passkey-removed">,
  name: string,
  at: number,
): Mail {
  return { recipient: member.user.email, notice: { kind, name, at } };
}
