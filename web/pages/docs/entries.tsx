import { For, type JSX } from "solid-js";

export interface Entry {
  name: JSX.Element;
  /** A word beside the name, such as a status. */
  aside?: JSX.Element;
  lines: JSX.Element[];
  /** The name is a whole sentence. */
  sentence?: boolean;
}

/** Names with descriptions, in place of a table, which would not fit on phones. */
export function Entries(props: { of: readonly Entry[] }) {
  return (
    <dl class="entries">
      <For each={props.of}>
        {(entry) => (
          <div class="entry" classList={{ sentence: entry.sentence }}>
            <dt>
              {entry.name} <span class="entry-aside">{entry.aside}</span>
            </dt>
            <For each={entry.lines}>
              {(line) => <dd>{typeof line === "string" ? worded(line) : line}</dd>}
            </For>
          </div>
        )}
      </For>
    </dl>
  );
}

/** Text with words of the wire in `backticks`. */
function worded(text: string): JSX.Element {
  return text.split("`").map((piece, at) => (at % 2 === 1 ? <code>{piece}</code> : piece));
}
