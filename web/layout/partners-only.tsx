import type { RouteSectionProps } from "@solidjs/router";
import { Show } from "solid-js";
import { NotFound } from "../pages/not-found/not-found.tsx";
import { useSession } from "../signed-in.tsx";

/** The partner hub's pages do not exist for anybody else. */
export function PartnersOnly(props: RouteSectionProps) {
  const session = useSession();
  return (
    <Show when={session().organization.kind === "partner"} fallback={<NotFound />}>
      {props.children}
    </Show>
  );
}
