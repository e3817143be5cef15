import KeyRound from "lucide-solid/icons/key-round";
import type { JSX } from "solid-js";
import { useSession } from "../signed-in.tsx";
import { mayHoldTokens } from "../tokens/may-hold-tokens.ts";
import { type NavigationGroup, Shell } from "./shell.tsx";

export function PartnerHub(props: { children: JSX.Element }) {
  const session = useSession();
  const navigation = (): NavigationGroup[] => [
    {
      label: "Partner hub",
      entries: mayHoldTokens(session()) ? [API_TOKENS] : [],
    },
  ];
  return <Shell navigation={navigation()}>{props.children}</Shell>;
}

const API_TOKENS = {
  href: "/partner/api-tokens",
  label: "API tokens",
  icon: () => <KeyRound size={18} aria-hidden="true" />,
};
