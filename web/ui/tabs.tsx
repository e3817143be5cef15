import { A } from "@solidjs/router";
import { For } from "solid-js";

interface TabsProps {
  label: string;
  tabs: { href: string; label: string }[];
}

/** The parts of a page that have addresses of their own: links, to assistive technology too. */
export function Tabs(props: TabsProps) {
  return (
    <nav class="tabs" aria-label={props.label}>
      <For each={props.tabs}>
        {(tab) => (
          <A class="tab" href={tab.href} end noScroll>
            {tab.label}
          </A>
        )}
      </For>
    </nav>
  );
}
