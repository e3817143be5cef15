import { createUniqueId, type JSX, Show } from "solid-js";

interface SectionProps {
  title: string;
  lead?: JSX.Element;
  action?: JSX.Element;
  children?: JSX.Element;
}

/** A part of a page with its own heading and actions. */
export function Section(props: SectionProps) {
  const id = createUniqueId();
  return (
    <section class="section" aria-labelledby={id}>
      <header class="section-head">
        <div>
          <h2 id={id}>{props.title}</h2>
          <Show when={props.lead}>
            <p class="lead">{props.lead}</p>
          </Show>
        </div>
        {props.action}
      </header>
      {props.children}
    </section>
  );
}
