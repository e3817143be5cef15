import type { Session } from "../outputs.ts";
import { longDay } from "../ui/dates.ts";

interface Plan {
  /** Null: all that the member may do. */
  scopes: readonly string[] | null;
  /** Null: never ends; undefined: not chosen yet. */
  endsAt: number | null | undefined;
}

/** One plain sentence of what a token will be able to do. */
export function reach(session: Session, plan: Plan): string {
  const where = session.organization.name;
  const until = span(plan.endsAt);
  if (plan.scopes === null) {
    return `This token will be able to do all that you may do in ${where}${groups(session)}, following your account as it changes${until}.`;
  }
  if (plan.scopes.length === 0)
    return "This token would be able to do nothing: tick at least one permission.";
  return `This token will be able to use ${and(plan.scopes)} in ${where}${groups(session)}, for as long as you hold ${plan.scopes.length === 1 ? "it" : "them"} yourself${until}.`;
}

function groups(session: Session): string {
  if (session.visibilityGroups.length === 0) return "";
  return `, seeing what ${and(session.visibilityGroups)} may see`;
}

function span(endsAt: number | null | undefined): string {
  if (endsAt === undefined) return "";
  return endsAt === null ? ", until it is revoked" : `, until ${longDay(endsAt)}`;
}

const listFormat = new Intl.ListFormat("en-GB", { type: "conjunction" });

function and(words: readonly string[]): string {
  return listFormat.format(words);
}
