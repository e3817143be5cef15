import { useSearchParams } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import type { Refusal } from "../refusal.ts";
import { grouped } from "../ui/numbers.ts";
import { Problem } from "../ui/problem.tsx";
import { ProgressLine } from "../ui/progress-line.tsx";

/** A page of a list, from `createKeysetPage`. */
interface ListedPage {
  items: () => readonly unknown[];
  nextCursor: () => string | null;
  loaded: () => boolean;
  busy: () => boolean;
  refusal: () => Refusal | undefined;
  retry: () => void;
}

interface ListProps {
  /** The list's name for assistive technology, unless a heading around it has one. */
  label?: string;
  class?: string;
  page: ListedPage;
  /** What its rows are called, one and several: "token", "tokens". */
  one: string;
  several: string;
  /** Shown in place of the table if there are no rows. */
  empty: JSX.Element;
  /** The table. */
  children: JSX.Element;
}

/** The frame of every list: loading, failure, emptiness and the number of rows. */
export function List(props: ListProps) {
  const [address] = useSearchParams<{ cursor?: string }>();
  const isEmpty = () => props.page.loaded() && props.page.items().length === 0;
  const shown = () => {
    const count = props.page.items().length;
    const rows = `${grouped(count)} ${count === 1 ? props.one : props.several} shown`;
    return props.page.nextCursor() ? `${rows}, more on the next page` : rows;
  };
  return (
    <section class={`list ${props.class ?? ""}`} aria-label={props.label} aria-busy={props.page.busy()}>
      <ProgressLine active={props.page.busy()} label={`Loading ${props.several}`} />
      <Switch fallback={props.children}>
        <Match when={props.page.refusal()}>
          {(refusal) => <Problem refusal={refusal()} onRetry={props.page.retry} />}
        </Match>
        <Match when={isEmpty() && address.cursor}>
          <p class="hint">What stood on this page is gone.</p>
        </Match>
        <Match when={isEmpty()}>{props.empty}</Match>
      </Switch>
      <p class="for-screen-readers" role="status">
        <Show when={props.page.loaded() && !props.page.busy()}>{shown()}</Show>
      </p>
    </section>
  );
}
