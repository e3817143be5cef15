import { now } from "./clock.ts";
import { exactLocal, exactUtc, languageOfDates, relative } from "./dates.ts";

interface RelativeTimeProps {
  at: string;
  /**
   * The exact time also stands on the page or in the dialog of what a list shows, for users without a pointer. In
   * lists it would be one more tab stop in every row.
   */
  inFull?: boolean;
}

/** How long ago; the exact local and UTC time on hover and for screen readers. */
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
      <span class="moment-exact" lang={languageOfDates()}>{` ${exact(props.at)}`}</span>
    </time>
  );
}

function exact(at: string): string {
  const local = exactLocal(at);
  const utc = exactUtc(at);
  return local === utc ? utc : `${local}\n${utc}`;
}
