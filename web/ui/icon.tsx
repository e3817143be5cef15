import { createElement, type IconNode } from "lucide";
import type { JSX } from "solid-js";

/** One of Lucide's icons, `size` pixels wide, which says nothing to screen readers: the words are beside it. */
export function Icon(props: { of: IconNode; size: number }): JSX.Element {
  const copy = createElement(props.of, { "aria-hidden": "true" });
  copy.setAttribute("width", String(props.size));
  copy.setAttribute("height", String(props.size));
  return copy;
}
