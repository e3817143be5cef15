import { Show } from "solid-js";
import type { Token } from "../outputs.ts";
import { now } from "../ui/clock.ts";
import { relative } from "../ui/dates.ts";
import { Moment, RelativeTime } from "../ui/relative-time.tsx";

type Told = NonNullable<Token["earlierSecret"]>;

/**
 * For a token in rotation: what still uses the earlier secret, until when it holds, and a button that ends it if the
 * reader may.
 */
export function EarlierSecret(props: { token: Pick<Token, "name" | "earlierSecret">; onEnd?: () => void }) {
  const held = () => {
    const { earlierSecret } = props.token;
    return earlierSecret && Date.parse(earlierSecret.endsAt) > now() ? earlierSecret : undefined;
  };
  return (
    <Show when={held()}>
      {(earlier) => (
        <span class="token-limits">
          <EarlierUse earlier={earlier()} />, ends{" "}
          <Moment at={earlier().endsAt} words={relative(earlier().endsAt, now())} />{" "}
          <Show when={props.onEnd}>
            <button
              type="button"
              class="in-text"
              aria-label={`End it now: the earlier secret of ${props.token.name}`}
              onClick={() => props.onEnd?.()}
            >
              End it now
            </button>
          </Show>
        </span>
      )}
    </Show>
  );
}

function EarlierUse(props: { earlier: Told }) {
  return (
    <Show when={props.earlier.lastUsedAt} fallback="The earlier one was never used">
      {(at) => (
        <>
          The earlier one was last used <RelativeTime at={at()} />
          <Show when={props.earlier.lastUsed?.path}>
            {(path) => (
              <>
                {" "}
                by{" "}
                <code>
                  {props.earlier.lastUsed?.method} {path()}
                </code>
              </>
            )}
          </Show>
        </>
      )}
    </Show>
  );
}
