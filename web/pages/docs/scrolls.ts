import { type Accessor, createEffect, createSignal, onCleanup, onMount } from "solid-js";

interface Reachable {
  tabindex?: number;
  role?: "group";
  "aria-label"?: string;
}

/**
 * Makes an element focusable, under this name, while its content is wider than it is, so that the arrow keys scroll
 * it. Checked again whenever `content` changes.
 */
export function createReachableScroll(
  element: () => HTMLElement | undefined,
  name: () => string,
  content: () => unknown,
): Accessor<Reachable> {
  const [scrolls, setScrolls] = createSignal(false);
  const measure = () => {
    const box = element();
    setScrolls(!!box && box.scrollWidth > box.clientWidth);
  };
  onMount(() => {
    const observer = new ResizeObserver(measure);
    const box = element();
    if (box) observer.observe(box);
    onCleanup(() => observer.disconnect());
  });
  createEffect(() => {
    content();
    measure();
  });
  return () =>
    scrolls()
      ? { tabindex: 0, role: "group", "aria-label": name() }
      : { tabindex: undefined, role: undefined, "aria-label": undefined };
}
