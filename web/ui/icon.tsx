import { createElement, type IconNode } from "lucide";
import type { JSX } from "solid-js";

const drawn = new Map<IconNode, SVGElement>();

/**
 * One of Lucide's icons, `size` pixels wide, hidden from screen readers: the words are beside it. It is drawn once
 * and then copied.
 */
export function Icon(props: { of: IconNode; size: number }): JSX.Element {
  let icon = drawn.get(props.of);
  if (!icon) {
    icon = createElement(props.of, { "aria-hidden": "true" });
    drawn.set(props.of, icon);
  }
  const copy = icon.cloneNode(true) as SVGElement;
  copy.setAttribute("width", String(props.size));
  copy.setAttribute("height", String(props.size));
  return copy;
}
