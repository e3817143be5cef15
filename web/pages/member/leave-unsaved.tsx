import { type BeforeLeaveEventArgs, useBeforeLeave, useLocation } from "@solidjs/router";
import { createEffect, createSignal, onCleanup } from "solid-js";
import { onDemand } from "../../ui/on-demand.tsx";

const LeaveDialog = onDemand(
  async () => (await import("./leave-dialog.tsx")).LeaveDialog,
  ({ open }) => open,
);

/** Asks before input is lost. Opening and closing the page's own dialogs does not ask. */
export function LeaveUnsaved(props: { isDirty: boolean; onDiscard: () => void }) {
  const location = useLocation();
  const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs>();

  const staysHere = ({ to, from }: BeforeLeaveEventArgs) =>
    typeof to === "number"
      ? new URLSearchParams(from.search).has("dialog")
      : new URL(to, window.location.href).pathname === location.pathname;

  useBeforeLeave((event) => {
    if (event.defaultPrevented || !props.isDirty || staysHere(event)) return;
    event.preventDefault();
    setLeaving(event);
  });

  createEffect(() => {
    if (!props.isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    onCleanup(() => removeEventListener("beforeunload", warn));
  });

  return (
    <LeaveDialog
      open={leaving() !== undefined}
      onLeave={() => {
        props.onDiscard();
        leaving()?.retry(true);
      }}
      onStay={() => setLeaving(undefined)}
    />
  );
}
