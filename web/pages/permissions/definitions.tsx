import { Pencil, Trash } from "lucide";
import { For, type JSX } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";

interface DefinitionsProps<Defined> {
  label: string;
  items: readonly Defined[];
  keyOf: (defined: Defined) => string;
  children: (defined: Defined) => JSX.Element;
  /** The verb of the pencil. */
  change: string;
  onChange: (key: string) => void;
  onRemove: (key: string) => void;
  none: JSX.Element;
}

/** What the organization has defined, each line with a pencil and a bin. */
export function Definitions<Defined>(props: DefinitionsProps<Defined>) {
  return (
    <ul class="definitions" aria-label={props.label}>
      <For each={props.items} fallback={<li class="hint">{props.none}</li>}>
        {(defined) => (
          <li>
            <div>{props.children(defined)}</div>
            <IconButton
              icon={Pencil}
              label={`${props.change} ${props.keyOf(defined)}`}
              hint={props.change}
              onClick={() => props.onChange(props.keyOf(defined))}
            />
            <IconButton
              icon={Trash}
              class="revoke"
              label={`Remove ${props.keyOf(defined)}`}
              hint="Remove"
              onClick={() => props.onRemove(props.keyOf(defined))}
            />
          </li>
        )}
      </For>
    </ul>
  );
}
