import { Show } from "solid-js";
import type { TeamMember } from "../../outputs.ts";
import type { createAct } from "../../ui/act.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import type { MemberTokensPage } from "./member-tokens.ts";
import { WhatEnds } from "./what-ends.tsx";

interface EndingDialogsProps {
  open: string | undefined;
  member: TeamMember;
  tokens: MemberTokensPage;
  acting: ReturnType<typeof createAct>;
  onDeactivate: () => void;
  onRemove: () => void;
  onClose: () => void;
}

export function EndingDialogs(props: EndingDialogsProps) {
  return (
    <>
      <Show when={props.open === "deactivate"}>
        <ConfirmDialog
          title={`Deactivate ${props.member.name}?`}
          action="Deactivate"
          busy={props.acting.busy()}
          refusal={props.acting.refusal()}
          onConfirm={props.onDeactivate}
          onClose={props.onClose}
        >
          <WhatEnds member={props.member} tokens={props.tokens} />
          <p>
            <bdi>{props.member.name}</bdi> stays in the team and can be activated again. The tokens do not
            come back.
          </p>
        </ConfirmDialog>
      </Show>
      <Show when={props.open === "remove"}>
        <ConfirmDialog
          title={`Remove ${props.member.name}?`}
          action="Remove"
          busy={props.acting.busy()}
          refusal={props.acting.refusal()}
          onConfirm={props.onRemove}
          onClose={props.onClose}
        >
          <WhatEnds member={props.member} tokens={props.tokens} />
          <p>
            This cannot be undone. The activity keeps what <bdi>{props.member.name}</bdi> did.
          </p>
        </ConfirmDialog>
      </Show>
    </>
  );
}
