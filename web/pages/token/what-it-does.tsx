import { createSignal, For, Show } from "solid-js";
import type { Usage } from "../../outputs.ts";
import { Button } from "../../ui/button.tsx";
import { grouped } from "../../ui/numbers.ts";
import { ExactTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { Bars } from "../../usage/bars.tsx";
import { LastDay, times } from "../../usage/last-day.tsx";
import { refusalWords } from "../../usage/refusal-words.ts";
import { Request } from "../../usage/request.tsx";

const ROUTES_AT_FIRST = 8;

interface WhatItDoesProps {
  usage: Usage | undefined;
  /** It has ended: this is what it did. */
  isOver?: boolean;
}

/** Days, requests and refusals of the last 30 days. */
export function WhatItDoes(props: WhatItDoesProps) {
  return (
    <Section
      title={props.isOver ? "What it did" : "What it does"}
      lead={<Show when={props.usage}>{(usage) => <LastDay usage={usage()} />}</Show>}
    >
      <Show when={props.usage} fallback={<div class="bars-place" />}>
        {(usage) => (
          <Show
            when={usage().routes.length > 0}
            fallback={<p class="hint">No request of the last 30 days was made with it.</p>}
          >
            <Bars days={usage().days} />
            <Routes routes={usage().routes} />
            <Refusals refusals={usage().refusals} />
          </Show>
        )}
      </Show>
    </Section>
  );
}

function Routes(props: { routes: Usage["routes"] }) {
  const [isWhole, setWhole] = createSignal(false);
  const shown = () => (isWhole() ? props.routes : props.routes.slice(0, ROUTES_AT_FIRST));
  return (
    <>
      <table class="figures">
        <caption>Requests of the last 30 days</caption>
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col" class="number">
              Accepted
            </th>
            <th scope="col" class="number">
              Refused
            </th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          <For each={shown()}>
            {(route) => (
              <tr>
                <th scope="row">
                  <Request {...route} />
                </th>
                <td class="number" data-head="Accepted">
                  {grouped(route.accepted)}
                </td>
                <td class="number" data-head="Refused" classList={{ "danger-text": route.refused > 0 }}>
                  {grouped(route.refused)}
                </td>
                <td class="when">
                  <ExactTime at={route.lastAt} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={props.routes.length > shown().length}>
        <Button onClick={() => setWhole(true)}>All {props.routes.length} requests</Button>
      </Show>
    </>
  );
}

function Refusals(props: { refusals: Usage["refusals"] }) {
  return (
    <Show when={props.refusals.length > 0}>
      <h3 class="part-title">Refused</h3>
      <ul class="refusals">
        <For each={props.refusals}>
          {({ reason, count, lastAt }) => (
            <li>
              {refusalWords(reason)}: {times(count)}, last <ExactTime at={lastAt} />.
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
