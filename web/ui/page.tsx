import { ChevronLeft } from "lucide";
import { createEffect, type JSX, onMount, Show } from "solid-js";
import { Icon } from "./icon.tsx";

interface PageProps {
  title: string;
  /** The tab's title, if it says more than the heading. */
  tabTitle?: string;
  /** One sentence on what the page is for. */
  lead?: JSX.Element;
  actions?: JSX.Element;
  /** The page around this one. */
  back?: { href: string; label: string };
  children: JSX.Element;
}

/** A page below a shell: its heading, which is also the tab's title, and its main action. */
export function Page(props: PageProps) {
  let heading: HTMLHeadingElement | undefined;
  createTitle(() => props.tabTitle ?? props.title);

  // After a link within the app, focus moves to the heading; a fresh load starts at the top.
  onMount(() => {
    if (document.activeElement !== document.body) heading?.focus({ preventScroll: true });
  });

  return (
    <>
      <header class="page-head">
        <div>
          <Show when={props.back}>
            {(back) => (
              <a class="back" href={back().href}>
                <Icon of={ChevronLeft} size={16} />
                {back().label}
              </a>
            )}
          </Show>
          <h1 ref={(element) => (heading = element)} tabindex="-1">
            <bdi>{props.title}</bdi>
          </h1>
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
