import { Activity, House, Layers, Users } from "lucide";
import { isSuperuser } from "../../worker/domain/organizations/roles.ts";
import type { Session } from "../outputs.ts";
import { Icon } from "../ui/icon.tsx";
import type { NavigationGroup } from "./navigation.tsx";

/** The organization's pages that this member may see, the same in both shells. */
export function organizationPages(session: Session): NavigationGroup {
  const entries = isSuperuser(session) ? [HOME, TEAM, TOKENS, ACTIVITY] : [HOME, TEAM];
  return { label: "Account", minor: true, entries };
}

const HOME = {
  href: "/account",
  label: "Account info",
  icon: () => <Icon of={House} size={18} />,
};

const TEAM = {
  href: "/account/users",
  label: "Team",
  icon: () => <Icon of={Users} size={18} />,
};

const TOKENS = {
  href: "/account/api-tokens",
  label: "Organization API tokens",
  icon: () => <Icon of={Layers} size={18} />,
};

const ACTIVITY = {
  href: "/account/activity",
  label: "Activity",
  icon: () => <Icon of={Activity} size={18} />,
};
