import type { RouteSectionProps } from "@solidjs/router";
import { Show } from "solid-js";
import { NotFound } from "../pages/not-found/not-found.tsx";
import { useSession } from "../signed-in.tsx";

/** Hides the partner hub's pages from everybody else. */
export function PartnersOnly(props: RouteSectionProps) {
  const session = useSession();
  return (
    <Show when={session().organization.kind === "partner"} fallback={<NotFound />}>
      {props.children}
    </Show>
  );
}
