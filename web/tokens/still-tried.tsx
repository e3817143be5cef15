import { Show } from "solid-js";
import type { Happening } from "../outputs.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { times } from "../usage/last-day.tsx";
import { Request } from "../usage/request.tsx";

/** Shown with a token's end: a holder still uses it. */
export function StillTried(props: { happening: Pick<Happening, "refusedSince" | "lastRefused"> }) {
  return (
    <Show when={props.happening.refusedSince}>
      {(since) => (
        <span class="still-tried">
          <span class="mark attention">Still called</span> Refused {times(since().count)} since, last{" "}
          <RelativeTime at={since().lastAt} />
          <Show when={props.happening.lastRefused}>
            {(request) => (
              <>
                {" "}
                by <Request {...request()} />
              </>
            )}
          </Show>
          .
        </span>
      )}
    </Show>
  );
}
