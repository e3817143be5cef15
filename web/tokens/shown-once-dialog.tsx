import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import type { NewToken } from "../outputs.ts";
import { exactLocal, exactUtc } from "../ui/dates.ts";
import { Dialog } from "../ui/dialog.tsx";
import { CloseButton, DialogFoot } from "../ui/dialog-foot.tsx";
import type { LeaveQuestion } from "../ui/leaving.ts";
import { curlLine } from "./curl-line.ts";
import { DownloadEnv } from "./download-env.tsx";
import { LimitChips } from "./limit-chips.tsx";
import { MaskedSecret } from "./masked-secret.tsx";
import { SecretLine } from "./secret-line.tsx";
import { TestToken } from "./test-token.tsx";

interface ShownOnceDialogProps {
  created: NewToken;
  onClose: () => void;
  returnFocus: () => HTMLElement | null | undefined;
}

const UNCOPIED: LeaveQuestion = {
  sentence: "You have not copied the token. Once this is closed, nobody can see it again.",
  leave: "Close without it",
  stay: "Stay",
};

/** The only sight of a new token. Closing it without a copy asks each time. */
export function ShownOnceDialog(props: ShownOnceDialogProps) {
  const [has, setHas] = createSignal(false);
  const kept = () => setHas(true);
  let secrets: HTMLElement | undefined;

  createEffect(() => {
    if (has()) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    onCleanup(() => removeEventListener("beforeunload", warn));
  });

  return (
    <Dialog
      alert
      title="Copy your new token"
      description={
        <p>
          This is the only time that the token{" "}
          <strong>
            <bdi>{props.created.name}</bdi>
          </strong>{" "}
          is shown. Latchkey keeps no copy of it: put it where you keep passwords.
        </p>
      }
      question={has() ? undefined : UNCOPIED}
      initialFocus={() => secrets?.querySelector<HTMLElement>(".copy-button") ?? undefined}
      onClose={props.onClose}
      returnFocus={props.returnFocus}
    >
      <dl class="secrets" ref={(element) => (secrets = element)}>
        <MaskedSecret token={props.created} onCopied={kept} />
        <SecretLine label="Account id" what="account id" value={props.created.organizationId} />
        <Show when={props.created.purpose}>
          {(purpose) => (
            <div class="secret">
              <dt>Purpose</dt>
              <dd>
                <span class="secret-fact">{purpose()}</span>
              </dd>
            </div>
          )}
        </Show>
        <Show when={props.created.scopes ?? props.created.endpoints}>
          <div class="secret">
            <dt>May only</dt>
            <dd>
              <span class="secret-fact">
                <LimitChips token={props.created} />
              </span>
            </dd>
          </div>
        </Show>
        <div class="secret">
          <dt>Expires</dt>
          <dd>
            <Show
              when={props.created.expiresAt}
              fallback={<span class="secret-fact">Never: it works until it is revoked</span>}
            >
              {(at) => <Expiry at={at()} />}
            </Show>
          </dd>
        </div>
        <Show when={props.created.earlierSecret}>
          {(earlier) => (
            <div class="secret">
              <dt>
                {earlier().endAtFirstUse
                  ? "The secret before ends when this one is used, or"
                  : "The secret before ends"}
              </dt>
              <dd>
                <Expiry at={earlier().endsAt} />
              </dd>
            </div>
          )}
        </Show>
        <SecretLine
          label="Try it: paste the token when the line waits for it, and it stays out of your shell's history"
          what="curl line"
          value={curlLine(location.origin)}
        />
      </dl>
      <div class="secret-actions">
        <DownloadEnv created={props.created} onDownloaded={kept} />
        <TestToken token={props.created.token} />
      </div>
      <DialogFoot>
        <CloseButton look="primary">OK</CloseButton>
      </DialogFoot>
    </Dialog>
  );
}

function Expiry(props: { at: string }) {
  const isElsewhere = () => exactLocal(props.at) !== exactUtc(props.at);
  return (
    <time class="secret-fact" dateTime={props.at}>
      {exactLocal(props.at)}
      <Show when={isElsewhere()}>
        <br />
        {exactUtc(props.at)}
      </Show>
    </time>
  );
}
