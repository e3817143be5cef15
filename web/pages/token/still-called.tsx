import { Show } from "solid-js";
import type { Token, Usage } from "../../outputs.ts";
import { ExactTime } from "../../ui/relative-time.tsx";
import { times } from "../../usage/last-day.tsx";
import { Request } from "../../usage/request.tsx";

interface StillCalledProps {
  state: Token["state"];
  usage: Pick<Usage, "refusals" | "lastDay">;
}

/** Why each state is refused. */
const REFUSED_FOR: Partial<Record<Token["state"], readonly string[]>> = {
  suspended: ["suspended"],
  expired: ["expired"],
  blocked: ["not-permitted", "deactivated"],
};

/** Says that a refused token, or an ended secret of it, is still called. */
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
          Refused {times(refusal().count)} in 30 days, last <ExactTime at={refusal().lastAt} />
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
