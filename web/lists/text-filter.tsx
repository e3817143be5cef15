import { Search } from "lucide";
import { createEffect, createSignal, on, onCleanup } from "solid-js";
import { withoutSecret } from "../../worker/domain/tokens/token-in-text.ts";
import { Icon } from "../ui/icon.tsx";
import { Key } from "../ui/key.tsx";

const PAUSE_MS = 200;

interface TextFilterProps {
  label: string;
  /** What the address says. */
  value: string;
  /** Told after a pause in the typing. */
  onChange: (value: string) => void;
  /** Told of a whole token that is pasted, instead of looking for its prefix. */
  onToken?: (text: string) => void;
  ref?: (input: HTMLInputElement) => void;
}

export function TextFilter(props: TextFilterProps) {
  // A pasted token is a secret: of it nothing but its prefix is shown, told or kept.
  const [typed, setTyped] = createSignal(withoutSecret(props.value));
  let told = props.value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  // Back and forward change the address without anybody typing.
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
    // Written back at once: what is typed on into a pasted token would leave the signal as it is.
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
