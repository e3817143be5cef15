import { For, Show } from "solid-js";
import { EndpointList, FoldedEndpoints } from "../../endpoints/folded-list.tsx";
import type { Session, Token, Usage } from "../../outputs.ts";
import { useSession } from "../../signed-in.tsx";
import { Button } from "../../ui/button.tsx";
import { ExactTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { endpointUses } from "./needs.ts";
import { sentencesOf } from "./sentences.ts";

interface WhatItMayDoProps {
  token: Pick<Token, "scopes" | "endpoints">;
  /** Usage of 30 days; of 90, if known. */
  usage: Usage | undefined;
  longUsage: Usage | undefined;
  /** Opens the dialog that narrows it to what it uses, if it holds more and the reader may edit it. */
  onNarrow?: () => void;
}

/** The permissions that it has, each with its endpoints and when it was last needed. */
export function WhatItMayDo(props: WhatItMayDoProps) {
  const session = useSession();
  const words = () => sentencesOf(session());
  const held = () => props.usage?.permissions.filter(({ held }) => held) ?? [];
  const long = () => new Map(props.longUsage?.permissions.map((one) => [one.key, one.lastUsedAt]));
  return (
    <Section
      title="What it may do"
      lead={lead(props.token)}
      action={
        <Show when={props.onNarrow}>
          <Button onClick={() => props.onNarrow?.()}>Narrow to what it uses</Button>
        </Show>
      }
    >
      <Show when={props.usage && held().length === 0}>
        <p class="hint">
          Nothing right now: its member holds none of the permissions that it is narrowed to.
        </p>
      </Show>
      <ul class="held">
        <For each={held()}>
          {(permission) => (
            <li>
              <div class="held-what">
                <code>{permission.key}</code>
                <span class="hint">{words().get(permission.key)?.description}</span>
                <FoldedEndpoints
                  endpoints={words().get(permission.key)?.endpoints ?? []}
                  of={permission.key}
                />
              </div>
              <Needed
                at={permission.lastUsedAt ?? long().get(permission.key) ?? null}
                days={props.longUsage ? 90 : 30}
              />
            </li>
          )}
        </For>
      </ul>
      <OwnEndpoints endpoints={props.token.endpoints} usage={props.longUsage ?? props.usage} />
    </Section>
  );
}

function Needed(props: { at: string | null; days: number }) {
  return (
    <span class="held-when">
      <Show when={props.at} fallback={<span class="mark attention">Not needed in {props.days} days</span>}>
        {(at) => (
          <>
            Needed <ExactTime at={at()} />
          </>
        )}
      </Show>
    </span>
  );
}

/** For a token with endpoints of its own: which were called, and which were not. */
function OwnEndpoints(props: { endpoints: Token["endpoints"]; usage: Usage | undefined }) {
  const uses = () => endpointUses(props.endpoints ?? [], props.usage?.routes ?? []);
  return (
    <Show when={props.endpoints}>
      {(endpoints) => (
        <>
          <h3 class="part-title">Only at these endpoints</h3>
          <Show when={props.usage} fallback={<EndpointList endpoints={endpoints()} />}>
            <ul class="held">
              <For each={uses()}>
                {({ endpoint, lastAt }) => (
                  <li>
                    <code>{endpoint}</code>
                    <Needed at={lastAt} days={props.usage?.days.length ?? 0} />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </>
      )}
    </Show>
  );
}

function lead({ scopes, endpoints }: Pick<Token, "scopes" | "endpoints">): string {
  const permissions = scopes
    ? "Only these permissions"
    : "All that its member may do, now and as that changes";
  return endpoints ? `${permissions}, and only at the endpoints below.` : `${permissions}.`;
}

export type Words = ReturnType<typeof sentencesOf>;
export type { Session };
