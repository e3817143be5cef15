import { createUniqueId, For, Show } from "solid-js";
import { FoldedEndpoints } from "../endpoints/folded-list.tsx";
import { blameOnNone, type Refusal } from "../refusal.ts";
import { Button } from "../ui/button.tsx";
import { FieldError } from "../ui/field.tsx";
import { EndpointPicker } from "./endpoint-picker.tsx";
import type { Holder } from "./holder.ts";
import { isReadOnly, type Limits, NO_LIMITS, READ_ONLY } from "./limits.ts";

interface LimitsFieldProps {
  holder: Holder;
  value: Limits;
  onChange: (limits: Limits) => void;
  refusal: Refusal | undefined;
}

/** What a token may do: everything that its holder may, only some permissions, or only some endpoints. */
export function LimitsField(props: LimitsFieldProps) {
  const group = createUniqueId();
  const change = (limits: Partial<Limits>) => props.onChange({ ...props.value, ...limits });
  const turnTo = (to: Limits["to"]) =>
    change({
      to,
      ticked: to === "endpoints" ? [] : props.value.ticked,
      // A preset's choice was not the user's own.
      endpoints: isReadOnly(props.value) ? [] : props.value.endpoints,
    });
  const toggle = (key: string, on: boolean) =>
    change({
      ticked: props.holder.permissions
        .map((permission) => permission.key)
        .filter((known) => (known === key ? on : props.value.ticked.includes(known))),
    });

  return (
    <fieldset class="field limits" aria-describedby={`${group}-error`}>
      <legend>Permissions</legend>
      <div class="presets">
        <Preset
          label="Everything"
          pressed={props.value.to === "all"}
          onPress={() => props.onChange(NO_LIMITS)}
        />
        <Preset
          label="Read only"
          pressed={isReadOnly(props.value)}
          onPress={() => props.onChange(READ_ONLY)}
        />
      </div>
      <label class="option">
        <input type="radio" name={group} checked={props.value.to === "all"} onChange={() => turnTo("all")} />
        <span>
          {props.holder.name
            ? `All that ${props.holder.name} may do, following its account`
            : "All that I may do, following my account"}
        </span>
      </label>
      <label class="option">
        <input
          type="radio"
          name={group}
          checked={props.value.to === "permissions"}
          onChange={() => turnTo("permissions")}
        />
        <span>Only these permissions</span>
      </label>
      <Show when={props.value.to === "permissions"}>
        <div class="ticks">
          <For each={props.holder.permissions}>
            {(permission) => (
              <div>
                <label class="option">
                  <input
                    type="checkbox"
                    checked={props.value.ticked.includes(permission.key)}
                    onChange={(event) => toggle(permission.key, event.currentTarget.checked)}
                  />
                  <span>
                    <code>{permission.key}</code>
                    <span class="hint">{permission.description}</span>
                  </span>
                </label>
                <FoldedEndpoints endpoints={permission.endpoints} of={permission.key} />
              </div>
            )}
          </For>
        </div>
      </Show>
      <label class="option">
        <input
          type="radio"
          name={group}
          checked={props.value.to === "endpoints"}
          onChange={() => turnTo("endpoints")}
        />
        <span>Only these endpoints</span>
      </label>
      <Show when={props.value.to === "endpoints"}>
        <EndpointPicker
          permissions={props.holder.permissions}
          chosen={props.value.endpoints}
          onChoose={(endpoints) => change({ endpoints })}
        />
        <Show when={props.value.ticked.length > 0}>
          <p class="hint">
            And only with {props.value.ticked.join(", ")}.{" "}
            <Button look="quiet" class="inline" onClick={() => change({ ticked: [] })}>
              With all permissions
            </Button>
          </p>
        </Show>
      </Show>
      <FieldError id={`${group}-error`} message={blame(props.refusal)} />
    </fieldset>
  );
}

/** The message, unless the limits or one of these fields are to blame and show it. */
export function blameOnNoneNorLimits(
  fields: readonly string[],
  refusal: Refusal | undefined,
): string | undefined {
  return blame(refusal) === undefined ? blameOnNone(fields, refusal) : undefined;
}

/** An error of `scopes`, `endpoints`, or one entry: `endpoints.3`. */
function blame(refusal: Refusal | undefined): string | undefined {
  return /^(?:scopes|endpoints)(?:\.\d+)?$/.test(refusal?.field ?? "") ? refusal?.message : undefined;
}

function Preset(props: { label: string; pressed: boolean; onPress: () => void }) {
  return (
    <Button class="preset" aria-pressed={props.pressed} onClick={() => props.onPress()}>
      {props.label}
    </Button>
  );
}
