import { now } from "./clock.ts";
import { exactLocal, exactUtc, relative } from "./dates.ts";

/** How long ago; the exact local and UTC time for who points at it, and for screen readers. */
export function RelativeTime(props: { at: string }) {
  return <Moment at={props.at} words={relative(props.at, now())} />;
}

/** A moment in any words, with its exact local and UTC time. */
export function Moment(props: { at: string; words: string; class?: string }) {
  return (
    <time class={`moment ${props.class ?? ""}`} dateTime={props.at}>
      {props.words}
      <span class="moment-exact">{` ${exact(props.at)}`}</span>
    </time>
  );
}

function exact(at: string): string {
  const local = exactLocal(at);
  const utc = exactUtc(at);
  return local === utc ? utc : `${local}\n${utc}`;
}
