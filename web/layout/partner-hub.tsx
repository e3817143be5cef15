import { Braces, Building } from "lucide";
import type { JSX } from "solid-js";
import { useSession } from "../signed-in.tsx";
import { mayHoldTokens } from "../tokens/may-hold-tokens.ts";
import { Icon } from "../ui/icon.tsx";
import type { NavigationGroup } from "./navigation.tsx";
import { organizationPages } from "./organization-pages.tsx";
import { Shell } from "./shell.tsx";

export function PartnerHub(props: { children: JSX.Element }) {
  const session = useSession();
  const navigation = (): NavigationGroup[] => [
    {
      label: "Partner hub",
      entries: mayHoldTokens(session()) ? [CUSTOMERS, API_TOKENS] : [CUSTOMERS],
    },
    organizationPages(session()),
  ];
  return <Shell navigation={navigation()}>{props.children}</Shell>;
}

const CUSTOMERS = {
  href: "/partner",
  label: "Customers",
  icon: () => <Icon of={Building} size={18} />,
};

const API_TOKENS = {
  href: "/partner/api-tokens",
  label: "My API tokens",
  icon: () => <Icon of={Braces} size={18} />,
};
