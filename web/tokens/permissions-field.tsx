import { createUniqueId, For, Show } from "solid-js";
import { FieldError } from "../ui/field.tsx";
import type { Holder } from "./holder.ts";

interface PermissionsFieldProps {
  holder: Holder;
  narrowed: boolean;
  onNarrow: (narrowed: boolean) => void;
  ticked: readonly string[];
  onTick: (ticked: string[]) => void;
  error?: string;
}

export function PermissionsField(props: PermissionsFieldProps) {
  const group = createUniqueId();
  const toggle = (key: string, on: boolean) =>
    props.onTick(
      props.holder.permissions
        .map((permission) => permission.key)
        .filter((k) => (k === key ? on : props.ticked.includes(k))),
    );

  return (
    <fieldset class="field" aria-describedby={`${group}-error`}>
      <legend>Permissions</legend>
      <label class="option">
        <input type="radio" name={group} checked={!props.narrowed} onChange={() => props.onNarrow(false)} />
        <span>
          {props.holder.name
            ? `All that ${props.holder.name} may do, following its account`
            : "All that I may do, following my account"}
        </span>
      </label>
      <label class="option">
        <input type="radio" name={group} checked={props.narrowed} onChange={() => props.onNarrow(true)} />
        <span>Only the ticked ones</span>
      </label>
      <Show when={props.narrowed}>
        <div class="ticks">
          <For each={props.holder.permissions}>
            {(permission) => (
              <label class="option">
                <input
                  type="checkbox"
                  checked={props.ticked.includes(permission.key)}
                  onChange={(event) => toggle(permission.key, event.currentTarget.checked)}
                />
                <span>
                  <code>{permission.key}</code>
                  <span class="hint">{permission.description}</span>
                </span>
              </label>
            )}
          </For>
        </div>
      </Show>
      <FieldError id={`${group}-error`} message={props.error} />
    </fieldset>
  );
}
