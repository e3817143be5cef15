import { createUniqueId, For, Show } from "solid-js";
import { FieldError } from "../ui/field.tsx";

interface PermissionsFieldProps {
  /** What the member holds, each with its sentence. */
  held: readonly { key: string; description: string }[];
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
      props.held
        .map((permission) => permission.key)
        .filter((k) => (k === key ? on : props.ticked.includes(k))),
    );

  return (
    <fieldset class="field" aria-describedby={`${group}-error`}>
      <legend>Permissions</legend>
      <label class="option">
        <input type="radio" name={group} checked={!props.narrowed} onChange={() => props.onNarrow(false)} />
        <span>All that I may do, following my account</span>
      </label>
      <label class="option">
        <input type="radio" name={group} checked={props.narrowed} onChange={() => props.onNarrow(true)} />
        <span>Only the ticked ones</span>
      </label>
      <Show when={props.narrowed}>
        <div class="ticks">
          <For each={props.held}>
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
