import { plainDay } from "../ui/dates.ts";
import type { Holder } from "./holder.ts";

interface Plan {
  /** Null: all that the holder may do. */
  scopes: readonly string[] | null;
  /** Null: never ends; undefined: not chosen yet. */
  endsAt: number | null | undefined;
}

/** One plain sentence of what a token will be able to do. */
export function reach({ name, organization, visibilityGroups }: Holder, { scopes, endsAt }: Plan): string {
  const where = `in ${organization}${groups(visibilityGroups)}`;
  if (scopes === null) {
    const following = name
      ? `${name} may do ${where}, now and as its`
      : `you may do ${where}, now and as your`;
    return `This token will be able to do all that ${following} account changes${until(endsAt)}.`;
  }
  if (scopes.length === 0) return "This token would be able to do nothing: tick at least one permission.";
  const them = scopes.length === 1 ? "it" : "them";
  const held = name ? `${name} holds ${them}` : `you hold ${them} yourself`;
  return `This token will be able to use ${and(scopes)} ${where}, as long as ${held}${until(endsAt)}.`;
}

function groups(names: readonly string[]): string {
  if (names.length === 0) return "";
  return ` for the ${names.length === 1 ? "group" : "groups"} ${and(names)}`;
}

function until(endsAt: Plan["endsAt"]): string {
  if (endsAt === undefined) return "";
  return endsAt === null ? ", until it is revoked" : `, until ${plainDay(endsAt)}`;
}

function and(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}
