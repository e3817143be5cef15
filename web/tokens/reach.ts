import { plainDay } from "../ui/dates.ts";
import type { Holder } from "./holder.ts";
import { isReadOnly, type Limits } from "./limits.ts";

interface Plan {
  limits: Limits;
  /** Null: never ends; undefined: not chosen yet. */
  endsAt: number | null | undefined;
}

/** How many are named; the rest is counted. */
const MOST_NAMED = 3;

/** One plain sentence on what a token will be able to do. */
export function reach(holder: Holder, { limits, endsAt }: Plan): string {
  const { name, organization, visibilityGroups } = holder;
  const where = `in ${organization}${groups(visibilityGroups)}`;
  const all = name ? `${name} may` : "you may";
  if (limits.to === "all") {
    const its = name ? "its" : "your";
    return `This token will be able to do all that ${all} do ${where}, now and as ${its} account changes${until(endsAt)}.`;
  }
  if (limits.to === "permissions") return withPermissions(holder, limits.ticked, where, endsAt);
  if (limits.endpoints.length === 0)
    return "This token would be able to do nothing: choose at least one endpoint.";
  if (isReadOnly(limits))
    return `This token will be able to read, by GET and HEAD, all that ${all} ${where}, and to change nothing${until(endsAt)}.`;
  const permissions = limits.ticked.length > 0 ? ` by ${and(limits.ticked)}` : "";
  return `This token will reach ${named(limits.endpoints)} and nothing else ${where}, as far as ${all}${permissions}${until(endsAt)}.`;
}

function withPermissions(
  { name, permissions }: Holder,
  ticked: readonly string[],
  where: string,
  endsAt: Plan["endsAt"],
): string {
  if (ticked.length === 0) return "This token would be able to do nothing: tick at least one permission.";
  const them = ticked.length === 1 ? "it" : "them";
  const held = name ? `${name} holds ${them}` : `you hold ${them} yourself`;
  const opened = new Set(
    permissions.filter(({ key }) => ticked.includes(key)).flatMap(({ endpoints }) => endpoints),
  );
  const open =
    opened.size > 0 ? `, which ${ticked.length === 1 ? "opens" : "open"} ${named([...opened])},` : "";
  return `This token will be able to use ${and(ticked)}${open} ${where}, as long as ${held}${until(endsAt)}.`;
}

function named(endpoints: readonly string[]): string {
  if (endpoints.length <= MOST_NAMED) return and(endpoints);
  return and([...endpoints.slice(0, MOST_NAMED - 1), `${endpoints.length - MOST_NAMED + 1} more endpoints`]);
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
