import { A } from "@solidjs/router";
import { For, onCleanup, onMount } from "solid-js";

interface TabsProps {
  label: string;
  tabs: { href: string; label: string }[];
}

/** The parts of a page that have addresses of their own: links, for assistive technology too. */
export function Tabs(props: TabsProps) {
  let list: HTMLElement | undefined;
  // If they do not fit, the line scrolls the current one into view, also after a zoom or a turn.
  const center = () => {
    const current = list?.querySelector<HTMLElement>("[aria-current]");
    if (list && current)
      list.scrollLeft = current.offsetLeft + current.offsetWidth / 2 - list.clientWidth / 2;
  };
  onMount(() => {
    const resized = new ResizeObserver(center);
    if (list) resized.observe(list);
    onCleanup(() => resized.disconnect());
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
