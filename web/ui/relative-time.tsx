import { now } from "./clock.ts";
import { exactLocal, exactUtc, relative } from "./dates.ts";

/** How long ago; the exact local and UTC time for who points at it, and for screen readers. */
export function RelativeTime(props: { at: string }) {
  return (
    <time class="moment" dateTime={props.at}>
      {relative(props.at, now())} <span class="moment-exact">{exact(props.at)}</span>
    </time>
  );
}

function exact(at: string): string {
  const local = exactLocal(at);
  const utc = exactUtc(at);
  return local === utc ? utc : `${local}\n${utc}`;
}
