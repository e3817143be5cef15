import type { JSX } from "solid-js";

/** One sentence on what belongs here, and the first step. */
export function EmptyState(props: { title: string; children: JSX.Element; step?: JSX.Element }) {
  return (
    <div class="empty">
      <h2>{props.title}</h2>
      <p>{props.children}</p>
      {props.step}
    </div>
  );
}
