import type { Session } from "../outputs.ts";
import { plainDay } from "../ui/dates.ts";

interface Plan {
  /** Null: all that the member may do. */
  scopes: readonly string[] | null;
  /** Null: never ends; undefined: not chosen yet. */
  endsAt: number | null | undefined;
}

/** One plain sentence of what a token will be able to do. */
export function reach(session: Session, { scopes, endsAt }: Plan): string {
  const where = `in ${session.organization.name}${groups(session.visibilityGroups)}`;
  if (scopes === null) {
    return `This token will be able to do all that you may do ${where}, now and as your account changes${until(endsAt)}.`;
  }
  if (scopes.length === 0) return "This token would be able to do nothing: tick at least one permission.";
  const them = scopes.length === 1 ? "it" : "them";
  return `This token will be able to use ${and(scopes)} ${where}, as long as you hold ${them} yourself${until(endsAt)}.`;
}

function groups(names: readonly string[]): string {
  if (names.length === 0) return "";
  return ` for the ${names.length === 1 ? "group" : "groups"} ${and(names)}`;
}

function until(endsAt: Plan["endsAt"]): string {
  if (endsAt === undefined) return "";
  return endsAt === null ? ", until it is revoked" : `, until ${plainDay(endsAt)}`;
}

const listFormat = new Intl.ListFormat("en-GB", { type: "conjunction" });

function and(words: readonly string[]): string {
  return listFormat.format(words);
}
