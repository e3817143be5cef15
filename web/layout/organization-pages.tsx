import { Activity, KeySquare, Users } from "lucide";
import { isSuperuser } from "../../worker/domain/organizations/roles.ts";
import type { Session } from "../outputs.ts";
import { Icon } from "../ui/icon.tsx";
import type { NavigationGroup } from "./shell.tsx";

/** The pages of the organization that this member may see, the same in both shells. */
export function organizationPages(session: Session): NavigationGroup {
  return { label: "Account", minor: true, entries: isSuperuser(session) ? [TEAM, TOKENS, ACTIVITY] : [TEAM] };
}

const TEAM = {
  href: "/account/users",
  label: "Team",
  icon: () => <Icon of={Users} size={18} />,
};

const TOKENS = {
  href: "/account/api-tokens",
  label: "Organization tokens",
  icon: () => <Icon of={KeySquare} size={18} />,
};

const ACTIVITY = {
  href: "/account/activity",
  label: "Activity",
  icon: () => <Icon of={Activity} size={18} />,
};
