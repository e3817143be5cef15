import { Braces } from "lucide";
import type { JSX } from "solid-js";
import { useSession } from "../signed-in.tsx";
import { mayHoldTokens } from "../tokens/may-hold-tokens.ts";
import { Icon } from "../ui/icon.tsx";
import type { NavigationGroup } from "./navigation.tsx";
import { organizationPages } from "./organization-pages.tsx";
import { Shell } from "./shell.tsx";

export function AdminPanel(props: { children: JSX.Element }) {
  const session = useSession();
  const navigation = (): NavigationGroup[] => [
    {
      label: "Settings",
      entries: mayHoldTokens(session()) ? [API_TOKENS] : [],
    },
    organizationPages(session()),
  ];
  return <Shell navigation={navigation()}>{props.children}</Shell>;
}

const API_TOKENS = {
  href: "/settings/api-tokens",
  label: "My API tokens",
  icon: () => <Icon of={Braces} size={18} />,
};
