import { now } from "./clock.ts";
import { exactLocal, exactUtc, relative } from "./dates.ts";

interface RelativeTimeProps {
  at: string;
  /**
   * The exact time stands below, for whoever has no pointer: so it is on the own page of what a list shows, and in the
   * dialog about it. In lists each would be one more stop of the keyboard in every row; what has no page of its own has
   * an `ExactTime` there.
   */
  inFull?: boolean;
}

/** How long ago; the exact local and UTC time for who points at it, and for screen readers. */
export function RelativeTime(props: RelativeTimeProps) {
  return (
    <Moment class={props.inFull ? "in-full" : undefined} at={props.at} words={relative(props.at, now())} />
  );
}

/** In lists of what has no page of its own: the exact time in sight, in `words` where a heading has its day. */
export function ExactTime(props: { at: string; words?: string }) {
  return (
    <span class="exact-time">
      <Moment at={props.at} words={props.words ?? exactLocal(props.at)} />{" "}
      <span class="ago">{relative(props.at, now())}</span>
    </span>
  );
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
