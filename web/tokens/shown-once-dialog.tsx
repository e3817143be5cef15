import { useBeforeLeave } from "@solidjs/router";
import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import type { NewToken } from "../outputs.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { LeaveUncopied } from "./leave-uncopied.tsx";
import { SecretLine } from "./secret-line.tsx";

interface ShownOnceDialogProps {
  created: NewToken;
  onClose: () => void;
  returnFocus: () => HTMLElement | null | undefined;
}

/** The only sight of a new token. Whoever leaves without having copied it is asked, once. */
export function ShownOnceDialog(props: ShownOnceDialogProps) {
  const [copied, setCopied] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  let secrets: HTMLElement | undefined;
  let asked = false;

  const mayLeave = () => {
    if (copied() || asked) return true;
    asked = true;
    setAsking(true);
    return false;
  };

  useBeforeLeave((event) => {
    if (!event.defaultPrevented && !mayLeave()) event.preventDefault();
  });

  createEffect(() => {
    if (copied()) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    onCleanup(() => removeEventListener("beforeunload", warn));
  });

  const leave = () => {
    if (mayLeave()) props.onClose();
  };
  const curl = () => `curl -H "Authorization: Bearer ${props.created.token}" ${location.origin}/api/v1/me`;

  return (
    <Dialog
      alert
      title="Copy your new token"
      description={
        <p>
          This is the only time that the token <strong>{props.created.name}</strong> is shown. Latchkey keeps
          no copy of it: put it where you keep passwords.
        </p>
      }
      initialFocus={() => secrets?.querySelector("button") ?? undefined}
      onClose={leave}
      returnFocus={props.returnFocus}
    >
      <dl class="secrets" ref={(element) => (secrets = element)}>
        <SecretLine label="Token" what="token" value={props.created.token} onCopied={() => setCopied(true)} />
        <SecretLine label="Account id" what="account id" value={props.created.organizationId} />
        <SecretLine label="Try it" what="curl line" value={curl()} onCopied={() => setCopied(true)} />
      </dl>
      <Show
        when={asking() && !copied()}
        fallback={
          <footer class="dialog-foot">
            <Button look="primary" onClick={leave}>
              OK
            </Button>
          </footer>
        }
      >
        <LeaveUncopied onStay={() => setAsking(false)} onLeave={() => props.onClose()} />
      </Show>
    </Dialog>
  );
}
