import { Show } from "solid-js";
import type { Token } from "../outputs.ts";
import type { createAct } from "../ui/act.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TokenFacts, type TokenOwner } from "./token-facts.tsx";

const BY = { owner: "its owner", administrator: "an administrator", policy: "the organization's policy" };

interface ResumeTokenProps {
  token: Token;
  /** The owner, if it is somebody else: they get a mail. */
  owner?: TokenOwner;
  act: ReturnType<typeof createAct>;
  onResume: () => void;
  onClose: () => void;
}

export function ResumeToken(props: ResumeTokenProps) {
  return (
    <ConfirmDialog
      title={`Resume “${props.token.name}”?`}
      action="Resume"
      look="primary"
      busy={props.act.busy()}
      refusal={props.act.refusal()}
      onConfirm={props.onResume}
      onClose={props.onClose}
    >
      <TokenFacts token={props.token} owner={props.owner}>
        <Show when={props.token.suspended}>
          {(suspended) => (
            <>
              <dt>Suspended</dt>
              <dd>
                <RelativeTime at={suspended().at} />, by {BY[suspended().by]}
              </dd>
            </>
          )}
        </Show>
      </TokenFacts>
      <p>It works again at once, with the secret that it had.</p>
      <Show when={props.owner?.email}>
        <p>
          <bdi>{props.owner?.name}</bdi> is told by e-mail.
        </p>
      </Show>
    </ConfirmDialog>
  );
}
