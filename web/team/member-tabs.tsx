import { Tabs } from "../ui/tabs.tsx";

/** What a member's pages are inside of. */
export const TEAM = { href: "/account/users", label: "Team" };

/** What there is of a member: who they are and what they may do, and what they are signed in with. */
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
