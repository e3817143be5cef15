import { X } from "lucide";
import { createMemo, createSignal, createUniqueId, For, Show } from "solid-js";
import { problemOfEndpoint } from "../endpoints/problem.ts";
import { Button } from "../ui/button.tsx";
import { FieldError } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import type { Holder } from "./holder.ts";

/** Nobody reads a longer list. */
const MOST_SHOWN = 50;

interface EndpointPickerProps {
  permissions: Holder["permissions"];
  chosen: readonly string[];
  onChoose: (endpoints: string[]) => void;
}

/** Picks endpoints from those that the holder's permissions open, by search or by typing. */
export function EndpointPicker(props: EndpointPickerProps) {
  const id = createUniqueId();
  const [typed, setTyped] = createSignal("");
  const [problem, setProblem] = createSignal<string>();
  let input: HTMLInputElement | undefined;

  const catalogue = createMemo(() => {
    const byEndpoint = new Map<string, string[]>();
    for (const { key, endpoints } of props.permissions)
      for (const endpoint of endpoints) byEndpoint.set(endpoint, [...(byEndpoint.get(endpoint) ?? []), key]);
    return [...byEndpoint].map(([endpoint, keys]) => ({ endpoint, keys }));
  });
  const found = createMemo(() => {
    const term = typed().trim().toLowerCase();
    return catalogue().filter(
      ({ endpoint, keys }) =>
        endpoint.toLowerCase().includes(term) || keys.some((key) => key.toLowerCase().includes(term)),
    );
  });
  /** The typed endpoint, if it is valid and not in the list. */
  const addable = () => {
    const text = typed().trim();
    const isKnown = props.chosen.includes(text) || catalogue().some(({ endpoint }) => endpoint === text);
    return !isKnown && text !== "" && problemOfEndpoint(text) === undefined ? text : undefined;
  };
  const add = (endpoint: string) => {
    if (!props.chosen.includes(endpoint)) props.onChoose([...props.chosen, endpoint]);
    setTyped("");
    input?.focus();
  };
  const take = (endpoint: string) => props.onChoose(props.chosen.filter((one) => one !== endpoint));
  const enter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const text = typed().trim();
    const only = found().length === 1 ? found()[0]?.endpoint : undefined;
    const wanted = addable() ?? catalogue().find(({ endpoint }) => endpoint === text)?.endpoint ?? only;
    if (text === "") return;
    if (wanted) add(wanted);
    else setProblem(problemOfEndpoint(text) ?? `${text} is chosen already.`);
  };

  return (
    <div class="endpoint-picker">
      <Show when={props.chosen.length > 0}>
        <ul class="chosen-endpoints" aria-label="Chosen endpoints">
          <For each={props.chosen}>
            {(endpoint) => (
              <li>
                <code>{endpoint}</code>
                <IconButton
                  icon={X}
                  label={`Remove ${endpoint}`}
                  hint="Remove"
                  onClick={() => take(endpoint)}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <input
        ref={(element) => (input = element)}
        type="text"
        class="endpoint"
        aria-label={catalogue().length > 0 ? "Search endpoints, or type one" : "Type an endpoint"}
        aria-invalid={problem() ? true : undefined}
        aria-describedby={`${id}-problem`}
        placeholder={catalogue().length > 0 ? "Search, or type GET /reports/{id}" : "GET /reports/{id}"}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setProblem(undefined);
        }}
        onKeyDown={enter}
      />
      <FieldError id={`${id}-problem`} message={problem()} />
      <Show when={addable()}>
        {(endpoint) => (
          <Button class="add-endpoint" onClick={() => add(endpoint())}>
            Add {endpoint()}
          </Button>
        )}
      </Show>
      <Show when={catalogue().length > 0}>
        <fieldset class="tick-list many" aria-label="Endpoints of your API">
          <For
            each={found().slice(0, MOST_SHOWN)}
            fallback={
              <p class="hint">
                No permission opens such an endpoint. You can type it in full and add it anyway.
              </p>
            }
          >
            {({ endpoint, keys }) => (
              <label class="option">
                <input
                  type="checkbox"
                  checked={props.chosen.includes(endpoint)}
                  onChange={(event) =>
                    event.currentTarget.checked ? props.onChoose([...props.chosen, endpoint]) : take(endpoint)
                  }
                />
                <span>
                  <code>{endpoint}</code>
                  <span class="hint">{keys.join(", ")}</span>
                </span>
              </label>
            )}
          </For>
          <Show when={found().length > MOST_SHOWN}>
            <p class="hint">And {found().length - MOST_SHOWN} more: search for them.</p>
          </Show>
        </fieldset>
      </Show>
    </div>
  );
}
