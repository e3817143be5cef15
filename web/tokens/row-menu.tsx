import { Ellipsis } from "lucide";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { Icon } from "../ui/icon.tsx";
import type { Move } from "./moves.ts";

const WORDS: Record<Move, string> = {
  rotate: "Rotate…",
  suspend: "Suspend…",
  resume: "Resume…",
  revoke: "Revoke…",
};

interface RowMenuProps {
  /** The row's name, for assistive technology. */
  of: string;
  moves: () => Move[];
  onMove: (move: Move) => void;
}

/**
 * The actions on a row, in the browser's own popover, which stands by its button, closes and returns focus by itself.
 * The entries are drawn when it opens, and go once it has closed: focus returns from inside of it only.
 */
export function RowMenu(props: RowMenuProps) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let menu: HTMLDivElement | undefined;

  const choose = (move: Move) => {
    menu?.hidePopover();
    props.onMove(move);
  };
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !menu) return;
    event.preventDefault();
    const entries = [...menu.querySelectorAll("button")];
    const at = entries.indexOf(document.activeElement as HTMLButtonElement);
    entries.at((at + step) % entries.length)?.focus();
  };

  return (
    <>
      <button
        type="button"
        class="icon-button more"
        popovertarget={id}
        aria-label={`More for ${props.of}`}
        title="More"
      >
        <Icon of={Ellipsis} size={16} />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are a second way, beside Tab */}
      <div
        id={id}
        class="menu at-row"
        popover="auto"
        ref={(element) => (menu = element)}
        onBeforeToggle={(event) => event.newState === "open" && setOpen(true)}
        onToggle={(event) => setOpen(event.newState === "open")}
        onKeyDown={walk}
      >
        <Show when={isOpen()}>
          <ul>
            <For each={props.moves()}>
              {(move, at) => (
                <li>
                  <button
                    type="button"
                    class={`menu-item ${move}`}
                    autofocus={at() === 0}
                    onClick={() => choose(move)}
                  >
                    {WORDS[move]}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </>
  );
}
