import { useLocation } from "@solidjs/router";
import { createEffect, createResource, For, Match, on, Switch } from "solid-js";
import { Problem } from "../../../ui/problem.tsx";
import { ProgressLine } from "../../../ui/progress-line.tsx";
import { goTo } from "../anchors.ts";
import { fetchDocument } from "./openapi.ts";
import { OperationEntry } from "./operation.tsx";
import { groupsOf } from "./operations.ts";

const UNREACHABLE = {
  code: "UNREACHABLE",
  message: "The API reference could not be loaded. Check your connection, then try again.",
};

/** The operations, from this deployment's own OpenAPI document. */
export default function Reference() {
  const location = useLocation();
  const [document, { refetch }] = createResource(fetchDocument);
  const loaded = () => (document.error ? undefined : document.latest);
  // An address of an operation could not scroll there before the operations were drawn.
  createEffect(on(loaded, (there) => there && goTo(location.hash)));

  return (
    <Switch fallback={<ProgressLine active={true} label="Loading the API reference" />}>
      <Match when={document.error}>
        <Problem refusal={UNREACHABLE} onRetry={() => void refetch()} />
      </Match>
      <Match when={loaded()}>
        {(document) => (
          <For each={groupsOf(document())}>
            {(group) => (
              <section class="operations">
                <h3>{group.title}</h3>
                <For each={group.operations}>{(listed) => <OperationEntry of={listed} />}</For>
              </section>
            )}
          </For>
        )}
      </Match>
    </Switch>
  );
}
