import { isSuperuser } from "../../worker/domain/organizations/roles.ts";
import { useSession } from "../signed-in.tsx";
import { Tabs } from "../ui/tabs.tsx";

const OVERVIEW = { href: "/account", label: "Overview" };
const USERS = { href: "/account/users", label: "Users" };
const OF_SUPERUSERS = [
  { href: "/account/permissions", label: "Permissions and groups" },
  { href: "/account/api-tokens", label: "API tokens" },
  { href: "/account/policy", label: "Policy" },
  { href: "/account/activity", label: "Activity" },
];
const SIGN_IN = { href: "/account/sign-in", label: "Sign-in" };

/** The parts of Account info that this member may see. */
export function AccountTabs() {
  const session = useSession();
  return (
    <Tabs
      label="Account info"
      tabs={[
        OVERVIEW,
        USERS,
        ...(isSuperuser(session()) ? OF_SUPERUSERS : []),
        ...(session().role === "master_admin" ? [SIGN_IN] : []),
      ]}
    />
  );
}
