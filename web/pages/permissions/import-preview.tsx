import { For, type JSX, Show } from "solid-js";
import { REASONS } from "../../../worker/domain/errors.ts";
import { EndpointList } from "../../endpoints/folded-list.tsx";
import type { Import } from "../../outputs.ts";
import type { Permission } from "../../team/catalogue.ts";

type Imported = Import["permissions"][number];

interface ImportPreviewProps {
  seen: Import;
  /** The present catalogue. */
  before: readonly Permission[];
}

/** What an import would change, and what it would leave out and why. */
export function ImportPreview(props: ImportPreviewProps) {
  const of = (change: Imported["change"]) => props.seen.permissions.filter((one) => one.change === change);
  const before = (key: string) => props.before.find((one) => one.key === key)?.endpoints ?? [];
  return (
    <div class="import-preview">
      <Show when={props.seen.permissions.length === 0}>
        <p class="notice">
          No operation of this document names a scope in its security, so there is nothing to import.
        </p>
      </Show>
      <Part title="New" count={of("new").length} open>
        <For each={of("new")}>
          {(one) => (
            <Entry permission={one}>
              <EndpointList endpoints={one.endpoints} />
            </Entry>
          )}
        </For>
      </Part>
      <Part title="Changed" count={of("changed").length} open>
        <For each={of("changed")}>
          {(one) => (
            <Entry permission={one}>
              <Difference from={before(one.key)} to={one.endpoints} />
            </Entry>
          )}
        </For>
      </Part>
      <Part title="The same" count={of("same").length}>
        <For each={of("same")}>{(one) => <Entry permission={one} />}</For>
      </Part>
      <Part title="Unassigned" count={props.seen.unassigned.length}>
        <p class="hint">These name no scope: no permission opens them.</p>
        <EndpointList endpoints={props.seen.unassigned} />
      </Part>
      <Part title="Refused" count={props.seen.refused.length} open>
        <ul class="refused-operations">
          <For each={props.seen.refused}>
            {({ operation, reason }) => (
              <li>
                <code>{operation}</code>
                <span class="hint">{REASONS[reason][1]}</span>
              </li>
            )}
          </For>
        </ul>
      </Part>
    </div>
  );
}

function Part(props: { title: string; count: number; open?: boolean; children: JSX.Element }) {
  return (
    <Show when={props.count > 0}>
      <details open={props.open}>
        <summary>
          {props.title} <span class="count">{props.count}</span>
        </summary>
        {props.children}
      </details>
    </Show>
  );
}

function Entry(props: { permission: Imported; children?: JSX.Element }) {
  return (
    <div class="imported">
      <code>{props.permission.key}</code>
      <span class="hint">{props.permission.description}</span>
      {props.children}
    </div>
  );
}

function Difference(props: { from: readonly string[]; to: readonly string[] }) {
  const added = () => props.to.filter((one) => !props.from.includes(one));
  const removed = () => props.from.filter((one) => !props.to.includes(one));
  return (
    <ul class="endpoint-list">
      <For each={added()}>
        {(endpoint) => (
          <li>
            <ins>
              <span class="for-screen-readers">added </span>
              <code>{endpoint}</code>
            </ins>
          </li>
        )}
      </For>
      <For each={removed()}>
        {(endpoint) => (
          <li>
            <del>
              <span class="for-screen-readers">removed </span>
              <code>{endpoint}</code>
            </del>
          </li>
        )}
      </For>
    </ul>
  );
}
