import { createSignal, For, Show } from "solid-js";
import { CopyButton } from "../../ui/copy-button.tsx";
import { createReachableScroll } from "./scrolls.ts";

/** Longer files are folded, so that nobody scrolls through one that they do not use. */
const MOST_LINES = 26;

const COMMENT = /^\s*(#|\/\/)/;

interface CodeBlockProps {
  /** What is copied, as a noun: "curl line". */
  what: string;
  text: string;
  /** The name of its file. */
  file?: string;
}

/** Code to read and copy; long lines scroll. */
export function CodeBlock(props: CodeBlockProps) {
  const [open, setOpen] = createSignal(false);
  let pre: HTMLPreElement | undefined;

  const lines = () => props.text.replace(/\n$/, "").split("\n");
  const folds = () => lines().length > MOST_LINES;
  const name = () => props.file ?? capitalized(props.what);
  const scroll = createReachableScroll(() => pre, name, lines);

  return (
    <figure class="code" classList={{ folded: folds() && !open() }}>
      <figcaption class="code-head">
        <span class="code-name">{name()}</span>
        <CopyButton what={props.what} value={props.text} fallback={() => pre} />
      </figcaption>
      <pre ref={(element) => (pre = element)} {...scroll()}>
        <code>
          <For each={lines()}>
            {(line, at) => (
              <>
                {at() > 0 && "\n"}
                {COMMENT.test(line) ? <span class="code-comment">{line}</span> : line}
              </>
            )}
          </For>
        </code>
      </pre>
      <Show when={folds()}>
        <button type="button" class="code-more" aria-expanded={open()} onClick={() => setOpen(!open())}>
          {open() ? "Show less" : `Show all ${lines().length} lines`}
          <span class="for-screen-readers"> of the {props.what}</span>
        </button>
      </Show>
    </figure>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
