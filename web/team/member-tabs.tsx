import { Tabs } from "../ui/tabs.tsx";

/** The page around a member's pages. */
export const TEAM = { href: "/account/users", label: "Team" };

/** The pages of a member: who they are and what they may do, and their secondary tokens. */
export function MemberTabs(props: { userId: string; name: string }) {
  const home = () => `/account/users/${props.userId}`;
  return (
    <Tabs
      label={props.name}
      tabs={[
        { href: home(), label: "Profile" },
        { href: `${home()}/security`, label: "Security" },
      ]}
    />
  );
}
