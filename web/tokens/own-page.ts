import { isSuperuser } from "../../worker/domain/organizations/roles.ts";
import type { Session } from "../outputs.ts";
import { mayHoldTokens } from "./may-hold-tokens.ts";

/** The list of one's own API tokens; their own pages are below it. */
export function ownList(session: Session): string {
  return `${session.organization.kind === "partner" ? "/partner" : "/settings"}/api-tokens`;
}

/** A token's page for the organization. */
export function organizationPage(id: string): string {
  return `/account/api-tokens/${id}`;
}

/** A token's own page that this reader may open: the owner's, or for superusers the organization's. */
export function ownPage(session: Session, id: string, isOwn: boolean): string | undefined {
  if (isOwn && mayHoldTokens(session)) return `${ownList(session)}/${id}`;
  return isSuperuser(session) ? organizationPage(id) : undefined;
}
