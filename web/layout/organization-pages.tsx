import Activity from "lucide-solid/icons/activity";
import KeySquare from "lucide-solid/icons/key-square";
import Users from "lucide-solid/icons/users";
import { isSuperuser } from "../../worker/domain/policies/team.ts";
import type { Session } from "../outputs.ts";
import type { NavigationGroup } from "./shell.tsx";

/** The pages of the organization that this member may see, the same in both shells. */
export function organizationPages(session: Session): NavigationGroup {
  return { label: "Account", minor: true, entries: isSuperuser(session) ? [TEAM, TOKENS, ACTIVITY] : [TEAM] };
}

const TEAM = {
  href: "/account/users",
  label: "Team",
  icon: () => <Users size={18} aria-hidden="true" />,
};

const TOKENS = {
  href: "/account/api-tokens",
  label: "Organization tokens",
  icon: () => <KeySquare size={18} aria-hidden="true" />,
};

const ACTIVITY = {
  href: "/account/activity",
  label: "Activity",
  icon: () => <Activity size={18} aria-hidden="true" />,
};
