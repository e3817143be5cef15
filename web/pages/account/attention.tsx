import { Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import type { StateCounts } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { upTo99 } from "../../tokens/state-tabs.tsx";

/** One line on which API tokens of the organization need attention, for members who may see them. */
export function Attention() {
  const states = createAnswer(
    () => true,
    (_, signal) => rpc.organization.tokenStates.query(undefined, { signal }),
  );
  return (
    <p class="attention-line">
      <Show when={states.answer()}>
        {(counts) => (
          <Show when={counts().attention > 0} fallback="No API token needs attention.">
            <a href="/account/api-tokens?state=attention">
              {upTo99(counts().attention)} API {counts().attention === 1 ? "token needs" : "tokens need"}{" "}
              attention
            </a>
            : {which(counts())}.
          </Show>
        )}
      </Show>
    </p>
  );
}

function which({ expiring, expired, blocked, unused }: StateCounts): string {
  return [
    expiring > 0 && `${upTo99(expiring)} ${expiring === 1 ? "expires" : "expire"} within 14 days`,
    expired > 0 && `${upTo99(expired)} ${expired === 1 ? "has" : "have"} expired`,
    blocked > 0 && `${upTo99(blocked)} ${blocked === 1 ? "is" : "are"} blocked`,
    unused > 0 && `${upTo99(unused)} ${unused === 1 ? "was" : "were"} not used for 90 days`,
  ]
    .filter((part) => part !== false)
    .join(", ");
}
