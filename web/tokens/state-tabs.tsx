import { useLocation } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { ListedState, StateCounts } from "../outputs.ts";

const WORDS: Record<ListedState, string> = {
  attention: "Needs attention",
  expiring: "Expiring",
  expired: "Expired",
  blocked: "Blocked",
  unused: "Unused",
  suspended: "Suspended",
  "earlier-secret": "Two secrets",
};

const MOST_TOLD = 99;

interface StateTabsProps {
  /** The state in the address. */
  state: string | undefined;
  /** Undefined until they are known. */
  counts: StateCounts | undefined;
}

/** The states that a list can be narrowed to, if there are any; what needs attention comes first. */
export function StateTabs(props: StateTabsProps) {
  const location = useLocation();
  const href = (state?: ListedState) => {
    const search = new URLSearchParams(location.search);
    for (const key of ["cursor", "dialog", "of", "state"]) search.delete(key);
    if (state) search.set("state", state);
    return `${location.pathname}${search.size > 0 ? `?${search}` : ""}`;
  };
  const count = (state: ListedState) => props.counts?.[state] ?? 0;
  const isShown = (state: ListedState) => count(state) > 0 || props.state === state;
  const others = () =>
    (Object.keys(WORDS) as ListedState[]).filter((state) => state !== "attention" && isShown(state));

  const Tab = (own: { state?: ListedState; words: string }) => (
    <a
      class="state-tab"
      classList={{ [own.state ?? "all"]: true }}
      href={href(own.state)}
      aria-current={props.state === own.state ? "page" : undefined}
    >
      {own.words}
      <Show when={own.state}>{(state) => <span class="count">{upTo99(count(state()))}</span>}</Show>
    </a>
  );

  return (
    <nav class="state-tabs" aria-label="Narrow the list">
      <Show when={props.counts}>
        <Show when={isShown("attention")}>
          <Tab state="attention" words={WORDS.attention} />
        </Show>
        <Show when={others().length > 0 || isShown("attention")}>
          <Tab words="All" />
        </Show>
        <For each={others()}>{(state) => <Tab state={state} words={WORDS[state]} />}</For>
      </Show>
    </nav>
  );
}

/** "99+" for more than that, which nobody counts. */
export function upTo99(count: number): string {
  return count > MOST_TOLD ? `${MOST_TOLD}+` : String(count);
}

/** The state in an address, if it is valid. */
export function listedState(text: string | undefined): ListedState | undefined {
  return text !== undefined && text in WORDS ? (text as ListedState) : undefined;
}
