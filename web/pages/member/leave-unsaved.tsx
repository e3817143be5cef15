import { type BeforeLeaveEventArgs, useBeforeLeave, useLocation } from "@solidjs/router";
import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

/** Asks before what was entered is lost; a dialog of the page opens and closes without a question. */
export function LeaveUnsaved(props: { isDirty: boolean }) {
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
    <Show when={leaving()}>
      {(event) => (
        <ConfirmDialog
          title="Leave without saving?"
          action="Leave"
          busy={false}
          refusal={undefined}
          onConfirm={() => event().retry(true)}
          onClose={() => setLeaving(undefined)}
        >
          <p>What you changed here is not saved yet.</p>
        </ConfirmDialog>
      )}
    </Show>
  );
}
