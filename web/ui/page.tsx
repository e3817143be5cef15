import { createEffect, type JSX } from "solid-js";

interface PageProps {
  title: string;
  /** One sentence on what the page is for. */
  lead?: JSX.Element;
  actions?: JSX.Element;
  children: JSX.Element;
}

/** A page below a shell: its heading, which is the title of the tab too, and its main action. */
export function Page(props: PageProps) {
  createTitle(() => props.title);
  return (
    <>
      <header class="page-head">
        <div>
          <h1>{props.title}</h1>
          {props.lead && <p class="lead">{props.lead}</p>}
        </div>
        {props.actions}
      </header>
      {props.children}
    </>
  );
}

export function createTitle(title: () => string): void {
  createEffect(() => {
    document.title = `${title()} · Latchkey`;
  });
}
