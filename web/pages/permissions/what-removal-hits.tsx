import { Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { rpc } from "../../rpc.ts";
import { grouped } from "../../ui/numbers.ts";

type What = { permission: string } | { group: string };

/** Who holds a permission or is in a group now, shown before it is removed. */
export function WhatRemovalHits(props: { of: What }) {
  const hits = createAnswer(
    () => props.of,
    (what, signal) => rpc.organization.previewRemoval.query(what, { signal }),
  );
  const isGroup = () => "group" in props.of;
  const held = (members: number) => {
    if (isGroup()) return members === 1 ? "is in" : "are in";
    return members === 1 ? "holds" : "hold";
  };
  return (
    <p role="status">
      <Show when={hits.answer()} fallback={hits.refusal()?.message ?? "Looking whom it affects …"}>
        {(hit) => (
          <>
            <Show when={hit().members > 0} fallback={isGroup() ? "Nobody is in it." : "No member holds it."}>
              <strong>{hit().members === 1 ? "1 member" : `${grouped(hit().members)} members`}</strong>{" "}
              {held(hit().members)} it: <bdi>{named(hit().names, hit().members)}</bdi>.
            </Show>
            <Show when={hit().tokens > 0}>
              {" "}
              <strong>{hit().tokens === 1 ? "1 API token" : `${grouped(hit().tokens)} API tokens`}</strong>{" "}
              {hit().tokens === 1 ? "is" : "are"} limited to it, and can no longer use it.
            </Show>
          </>
        )}
      </Show>
    </p>
  );
}

function named(names: readonly string[], all: number): string {
  const more = all - names.length;
  return names.join(", ") + (more > 0 ? ` and ${grouped(more)} more` : "");
}
