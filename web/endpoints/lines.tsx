import { Plus, X } from "lucide";
import { createEffect, createSignal, createUniqueId, Index, on } from "solid-js";
import { Button } from "../ui/button.tsx";
import { FieldError } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { problemOfEndpoint } from "./problem.ts";

interface EndpointLinesProps {
  legend: string;
  hint: string;
  /** One endpoint per line; a blank line is not one yet. */
  lines: readonly string[];
  onChange: (lines: string[]) => void;
  /** What is wrong with all of them together. */
  error?: string;
}

/** Edits endpoints line by line, each with its own error. Enter starts a new line; pasted lines become lines. */
export function EndpointLines(props: EndpointLinesProps) {
  const id = createUniqueId();
  // A line shows no new error while it is typed, only once the focus leaves it.
  const [typing, setTyping] = createSignal<number>();
  const [wanted, setWanted] = createSignal<number>();
  let list: HTMLUListElement | undefined;

  const problem = (line: string, at: number) =>
    at === typing() || line.trim() === "" ? undefined : problemOfEndpoint(line.trim());
  const replace = (at: number, removed: number, ...lines: string[]) =>
    props.onChange([...props.lines.slice(0, at), ...lines, ...props.lines.slice(at + removed)]);
  const focus = (at: number) => void setWanted(at);

  createEffect(
    on([wanted, () => props.lines.length], ([at]) => {
      if (at === undefined) return;
      list?.querySelectorAll("input")[at]?.focus();
      setWanted(undefined);
    }),
  );

  const type = (at: number, line: string, text: string) => {
    if (problem(line, at) === undefined) setTyping(at);
    replace(at, 1, text);
  };
  const paste = (at: number, event: ClipboardEvent) => {
    const pasted = (event.clipboardData?.getData("text") ?? "").split(/\s*\n\s*/).filter((one) => one !== "");
    if (pasted.length < 2) return;
    event.preventDefault();
    setTyping(undefined);
    const isBlank = props.lines[at]?.trim() === "";
    replace(isBlank ? at : at + 1, isBlank ? 1 : 0, ...pasted);
    focus(at + pasted.length - (isBlank ? 1 : 0));
  };
  const remove = (at: number) => {
    setTyping(undefined);
    replace(at, 1);
    focus(Math.max(0, at - 1));
  };
  const press = (at: number, line: string, event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      setTyping(undefined);
      replace(at + 1, 0, "");
      focus(at + 1);
    }
    if (event.key === "Backspace" && line === "" && props.lines.length > 1) {
      event.preventDefault();
      remove(at);
    }
  };

  return (
    <fieldset class="field" aria-describedby={`${id}-hint ${id}-error`}>
      <legend>{props.legend}</legend>
      <ul class="endpoint-lines" ref={(element) => (list = element)}>
        <Index each={props.lines}>
          {(line, at) => (
            <li>
              <input
                class="endpoint"
                type="text"
                aria-label={`Endpoint ${at + 1}`}
                aria-invalid={problem(line(), at) ? true : undefined}
                aria-describedby={problem(line(), at) ? `${id}-${at}` : undefined}
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                placeholder={at === 0 ? "GET /reports/{id}" : undefined}
                value={line()}
                onInput={(event) => type(at, line(), event.currentTarget.value)}
                onPaste={(event) => paste(at, event)}
                onKeyDown={(event) => press(at, line(), event)}
                onBlur={() => setTyping(undefined)}
              />
              <IconButton
                icon={X}
                label={line() === "" ? `Remove line ${at + 1}` : `Remove ${line()}`}
                hint="Remove"
                onClick={() => remove(at)}
              />
              <FieldError id={`${id}-${at}`} message={problem(line(), at)} />
            </li>
          )}
        </Index>
      </ul>
      <Button
        class="add-endpoint"
        onClick={() => {
          replace(props.lines.length, 0, "");
          focus(props.lines.length);
        }}
      >
        <Icon of={Plus} size={16} />
        Add endpoint
      </Button>
      <p class="hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      <FieldError id={`${id}-error`} message={props.error} />
    </fieldset>
  );
}

/** The endpoints of the lines that are not blank. */
export function endpointsIn(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
