import { A } from "@solidjs/router";
import { For, onMount } from "solid-js";

interface TabsProps {
  label: string;
  tabs: { href: string; label: string }[];
}

/** The parts of a page that have addresses of their own: links, for assistive technology too. */
export function Tabs(props: TabsProps) {
  let list: HTMLElement | undefined;
  // If they do not fit, the line scrolls the current one into view.
  onMount(() => {
    const current = list?.querySelector<HTMLElement>("[aria-current]");
    if (list && current)
      list.scrollLeft = current.offsetLeft + current.offsetWidth / 2 - list.clientWidth / 2;
  });
  return (
    <nav class="tabs" aria-label={props.label} ref={(element) => (list = element)}>
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
