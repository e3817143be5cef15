import { For, Show } from "solid-js";

/** How many endpoints there are; unfolds to the list. Draws nothing if there are none. */
export function FoldedEndpoints(props: { endpoints: readonly string[]; of: string }) {
  return (
    <Show when={props.endpoints.length > 0}>
      <details class="folded-endpoints">
        <summary>
          {counted(props.endpoints.length)} <span class="for-screen-readers">of {props.of}</span>
        </summary>
        <EndpointList endpoints={props.endpoints} />
      </details>
    </Show>
  );
}

export function EndpointList(props: { endpoints: readonly string[] }) {
  return (
    <ul class="endpoint-list">
      <For each={props.endpoints}>
        {(endpoint) => (
          <li>
            <code>{endpoint}</code>
          </li>
        )}
      </For>
    </ul>
  );
}

export function counted(howMany: number): string {
  return howMany === 1 ? "1 endpoint" : `${howMany} endpoints`;
}
