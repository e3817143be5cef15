import type { RouteSectionProps } from "@solidjs/router";
import { Suspense } from "solid-js";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";

const TABS = [
  { href: "/user", label: "Profile" },
  { href: "/user/security", label: "Security" },
];

export function UserInfo(props: RouteSectionProps) {
  return (
    <Page title="User info">
      <Tabs label="User info" tabs={TABS} />
      <Suspense>{props.children}</Suspense>
    </Page>
  );
}
