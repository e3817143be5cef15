import { Show } from "solid-js";
import type { Token } from "../outputs.ts";
import type { createAct } from "../ui/act.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { LastUsage } from "./last-usage.tsx";
import { stopsWorking } from "./stops-working.ts";

interface EndEarlierSecretProps {
  token: Token;
  act: ReturnType<typeof createAct>;
  onEnd: () => void;
  onClose: () => void;
}

export function EndEarlierSecret(props: EndEarlierSecretProps) {
  return (
    <ConfirmDialog
      title={`End the earlier secret of “${props.token.name}”?`}
      action="End it now"
      busy={props.act.busy()}
      refusal={props.act.refusal()}
      onConfirm={props.onEnd}
      onClose={props.onClose}
    >
      <dl class="facts compact">
        <dt>Earlier secret last used</dt>
        <dd>
          <Show when={props.token.earlierSecret?.lastUsedAt} fallback="Not since the rotation">
            {(at) => (
              <>
                <RelativeTime at={at()} />
                <LastUsage usage={props.token.earlierSecret?.lastUsed ?? null} />
              </>
            )}
          </Show>
        </dd>
      </dl>
      <p>Whatever still uses it {stopsWorking()} The new secret keeps working.</p>
    </ConfirmDialog>
  );
}
