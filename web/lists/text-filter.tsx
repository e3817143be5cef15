import { Search } from "lucide";
import { createEffect, createSignal, on, onCleanup } from "solid-js";
import { withoutSecret } from "../../worker/domain/tokens/token-in-text.ts";
import { Icon } from "../ui/icon.tsx";
import { Key } from "../ui/key.tsx";

const PAUSE_MS = 200;

interface TextFilterProps {
  label: string;
  /** The filter in the address. */
  value: string;
  /** Called after a pause in typing. */
  onChange: (value: string) => void;
  /** Called for a pasted whole token, instead of filtering by its prefix. */
  onToken?: (text: string) => void;
  ref?: (input: HTMLInputElement) => void;
}

export function TextFilter(props: TextFilterProps) {
  // A pasted token is a secret: only its prefix is shown, reported or kept.
  const [typed, setTyped] = createSignal(withoutSecret(props.value));
  let told = props.value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  // Back and forward change the address without typing.
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (value === told) return;
        told = value;
        setTyped(withoutSecret(value));
      },
      { defer: true },
    ),
  );

  const tell = (value: string) => {
    clearTimeout(timer);
    told = value.trim();
    props.onChange(told);
  };
  const type = (input: HTMLInputElement) => {
    const value = searchable(input.value);
    // Written back at once: typing more into a pasted token would leave the signal unchanged.
    if (value !== input.value) input.value = value;
    setTyped(value);
    clearTimeout(timer);
    if (value.trim() !== told) timer = setTimeout(() => tell(value), PAUSE_MS);
  };
  const searchable = (text: string) => {
    const value = withoutSecret(text);
    if (value === text || !props.onToken) return value;
    props.onToken(text);
    return "";
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") tell(typed());
    if (event.key !== "Escape" || typed() === "") return;
    event.preventDefault();
    setTyped("");
    tell("");
  };

  return (
    <div class="filter">
      <Icon of={Search} size={16} />
      <input
        ref={props.ref}
        type="search"
        aria-label={props.label}
        aria-keyshortcuts="/"
        placeholder={props.label}
        autocomplete="off"
        spellcheck={false}
        value={typed()}
        onInput={(event) => type(event.currentTarget)}
        onKeyDown={press}
      />
      <Key of="/" />
    </div>
  );
}
