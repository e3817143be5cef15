import { Tabs } from "../ui/tabs.tsx";

const TABS = [
  { href: "/account/users", label: "Members" },
  { href: "/account/permissions", label: "Permissions and groups" },
];

/** Who there is, and what can be given to them. */
export function TeamTabs() {
  return <Tabs label="Team" tabs={TABS} />;
}
