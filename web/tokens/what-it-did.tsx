import { Show } from "solid-js";
import { createAnswer } from "../answer.ts";
import { rpc } from "../rpc.ts";
import { LastDay, LastDayRequests } from "../usage/last-day.tsx";
import type { Whose } from "./whose.ts";

interface WhatItDidProps {
  id: string;
  whose: Whose;
}

/** What would stop with the token: its uses in the last 24 hours, and by which requests. */
export function WhatItDid(props: WhatItDidProps) {
  const usage = createAnswer(
    () => props.id,
    (id, signal) =>
      props.whose === "own"
        ? rpc.tokens.usage.query({ id }, { signal })
        : rpc.organization.tokenUsage.query({ id }, { signal }),
  );
  return (
    <div class="what-it-did">
      <Show when={usage.refusal()}>What it did in the last 24 hours could not be loaded.</Show>
      <Show when={usage.answer()}>
        {(usage) => (
          <>
            <p>
              <LastDay usage={usage()} />
            </p>
            <LastDayRequests usage={usage()} />
          </>
        )}
      </Show>
    </div>
  );
}
