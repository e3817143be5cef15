import { Show } from "solid-js";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

export function LeaveDialog(props: { open: boolean; onLeave: () => void; onStay: () => void }) {
  return (
    <Show when={props.open}>
      <ConfirmDialog
        title="Leave without saving?"
        action="Leave"
        busy={false}
        refusal={undefined}
        onConfirm={props.onLeave}
        onClose={props.onStay}
      >
        <p>What you changed here is not saved yet.</p>
      </ConfirmDialog>
    </Show>
  );
}
