import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { FieldError } from "../ui/field.tsx";

/** From this many boxes on, the list gets a filter. */
const MANY = 12;

interface TicksProps<Choice> {
  legend: string;
  hint?: JSX.Element;
  choices: readonly Choice[];
  keyOf: (choice: Choice) => string;
  children: (choice: Choice) => JSX.Element;
  ticked: readonly string[];
  onTick: (ticked: string[]) => void;
  disabled?: boolean;
  error?: string;
  /** Shown if there is nothing to tick. */
  none: JSX.Element;
}

/** Picks any number of entries from a list. */
export function Ticks<Choice>(props: TicksProps<Choice>) {
  const id = createUniqueId();
  const [sought, setSought] = createSignal("");
  const isShown = (choice: Choice) =>
    props.keyOf(choice).toLowerCase().includes(sought().trim().toLowerCase());
  const toggle = (key: string, on: boolean) =>
    props.onTick(on ? [...props.ticked, key] : props.ticked.filter((ticked) => ticked !== key));

  return (
    <fieldset class="field" aria-describedby={`${id}-hint ${id}-error`} disabled={props.disabled}>
      <legend>{props.legend}</legend>
      <p class="hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      <Show when={props.choices.length > MANY}>
        <input
          type="search"
          class="ticks-filter"
          aria-label={`Find in ${props.legend.toLowerCase()}`}
          placeholder={`Find among ${props.choices.length}, ${props.ticked.length} ticked`}
          autocomplete="off"
          value={sought()}
          onInput={(event) => {
            event.stopPropagation();
            setSought(event.currentTarget.value);
          }}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      </Show>
      <div class="tick-list" classList={{ many: props.choices.length > MANY }}>
        <For each={props.choices.filter(isShown)} fallback={<p class="hint">{props.none}</p>}>
          {(choice) => (
            <label class="option">
              <input
                type="checkbox"
                checked={props.ticked.includes(props.keyOf(choice))}
                onChange={(event) => toggle(props.keyOf(choice), event.currentTarget.checked)}
              />
              <span>{props.children(choice)}</span>
            </label>
          )}
        </For>
      </div>
      <FieldError id={`${id}-error`} message={props.error} />
    </fieldset>
  );
}
