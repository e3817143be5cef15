import type { RouteSectionProps } from "@solidjs/router";
import { Show } from "solid-js";
import { useSession } from "../signed-in.tsx";
import { AdminPanel } from "./admin-panel.tsx";
import { PartnerHub } from "./partner-hub.tsx";

/** The shell of this member: partner organizations have their own. */
export function OwnShell(props: RouteSectionProps) {
  const session = useSession();
  return (
    <Show
      when={session().organization.kind === "partner"}
      fallback={<AdminPanel>{props.children}</AdminPanel>}
    >
      <PartnerHub>{props.children}</PartnerHub>
    </Show>
  );
}
