import { onMount, Show } from "solid-js";
import type { Happening, Usage } from "../../outputs.ts";
import { StillTried } from "../../tokens/still-tried.tsx";
import { Page } from "../../ui/page.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { History } from "./history.tsx";
import { WhatItDoes } from "./what-it-does.tsx";

interface EndedProps {
  back: { href: string; label: string };
  /** Its activity, newest first; at least one. */
  history: readonly Happening[];
  usage: Usage | undefined;
  /** It ended while the page was open: focus was on what is gone. */
  isNew: boolean;
}

/** A token that has ended: what it did, its history, and whether its holders still try it. */
export function Ended(props: EndedProps) {
  onMount(() => {
    if (props.isNew) document.querySelector<HTMLElement>("h1")?.focus();
  });
  const token = () => props.history.find(({ token }) => token)?.token;
  const end = () => props.history.find(({ action }) => action === "token.revoked");
  return (
    <Page
      back={props.back}
      title={token()?.name ?? "A token"}
      lead={
        <>
          <code>{token()?.prefix}</code> <span class="mark">{end() ? "Revoked" : "Ended"}</span>
        </>
      }
    >
      <Show when={end()}>
        {(end) => (
          <p class="notice" classList={{ attention: end().refusedSince !== null }}>
            {end().sentence} <RelativeTime at={end().at} />
            <StillTried happening={end()} />
          </p>
        )}
      </Show>
      <WhatItDoes usage={props.usage} isOver />
      <History items={props.history} />
    </Page>
  );
}
