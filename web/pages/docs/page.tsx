import { useLocation } from "@solidjs/router";
import { createEffect, on, onMount } from "solid-js";
import { createTitle } from "../../ui/page.tsx";
import { goTo } from "./anchors.ts";
import { Chapters } from "./chapters.tsx";
import { Contents } from "./contents.tsx";
import { Head } from "./head.tsx";
import { CHAPTERS } from "./places.ts";
import { askWhoReads } from "./reader.ts";
import "../../styles/docs.css";
import "../../styles/docs-contents.css";
import "../../styles/docs-code.css";

/** The documentation: public, and with the reader's own account id if they are signed in. */
export default function Documentation() {
  createTitle(() => "Documentation");
  const location = useLocation();
  let heading: HTMLHeadingElement | undefined;

  onMount(() => {
    askWhoReads();
    // After a link within the app, focus moves to the heading; a fresh load starts at the top.
    if (!location.hash && document.activeElement !== document.body) heading?.focus({ preventScroll: true });
  });
  createEffect(on(() => location.hash, goTo));

  return (
    <>
      <a class="skip" href="#main" rel="external">
        Skip to content
      </a>
      <Head />
      <div class="docs">
        <Contents chapters={CHAPTERS} />
        <main class="docs-main" id="main" tabindex="-1">
          <h1 ref={(element) => (heading = element)} tabindex="-1">
            Documentation
          </h1>
          <p class="docs-lead">
            How to call an API with a Latchkey token, and how to put Latchkey in front of an API of your own.
          </p>
          <Chapters />
        </main>
      </div>
    </>
  );
}
