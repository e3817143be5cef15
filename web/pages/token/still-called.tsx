import { Show } from "solid-js";
import type { Token, Usage } from "../../outputs.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { times } from "../../usage/last-day.tsx";
import { Request } from "../../usage/request.tsx";

interface StillCalledProps {
  state: Token["state"];
  usage: Pick<Usage, "refusals" | "lastDay">;
}

/** What each state is refused for. */
const REFUSED_FOR: Partial<Record<Token["state"], readonly string[]>> = {
  suspended: ["suspended"],
  expired: ["expired"],
  blocked: ["not-permitted", "deactivated"],
};

/** That a token which is not honoured is called all the same, or a secret of it that has ended. */
export function StillCalled(props: StillCalledProps) {
  const refusal = () => {
    const reasons = [...(REFUSED_FOR[props.state] ?? []), "retired-secret"];
    return props.usage.refusals.find(({ reason }) => reasons.includes(reason));
  };
  const request = () => {
    const { lastRefused } = props.usage.lastDay;
    return lastRefused?.reason === refusal()?.reason ? lastRefused : null;
  };
  return (
    <Show when={refusal()}>
      {(refusal) => (
        <p class="notice attention" role="status">
          <strong>
            {refusal().reason === "retired-secret"
              ? "Something still presents a secret that has ended."
              : `It is ${props.state}, and something still calls it.`}
          </strong>{" "}
          Refused {times(refusal().count)} in 30 days, last <RelativeTime at={refusal().lastAt} />
          <Show when={request()}>
            {(request) => (
              <>
                {" "}
                by <Request {...request()} />
              </>
            )}
          </Show>
          .
        </p>
      )}
    </Show>
  );
}
