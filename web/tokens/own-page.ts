import { isSuperuser } from "../../worker/domain/organizations/roles.ts";
import type { Session } from "../outputs.ts";
import { mayHoldTokens } from "./may-hold-tokens.ts";

/** The list of one's own API tokens; their own pages are below it. */
export function ownList(session: Session): string {
  return `${session.organization.kind === "partner" ? "/partner" : "/settings"}/api-tokens`;
}

/** A token's page as the organization sees it. */
export function organizationPage(id: string): string {
  return `/account/api-tokens/${id}`;
}

/** A token's own page, as whoever looks may open it: its owner, or for the organization a superuser. */
export function ownPage(session: Session, id: string, isOwn: boolean): string | undefined {
  if (isOwn && mayHoldTokens(session)) return `${ownList(session)}/${id}`;
  return isSuperuser(session) ? organizationPage(id) : undefined;
}
