import { day, timeOfDay } from "../ui/dates.ts";
import { RelativeTime } from "../ui/relative-time.tsx";

/** When, by date and time, and how long ago. */
export function Created(props: { at: string }) {
  return (
    <>
      <span class="created-at">
        {day(props.at)}, {timeOfDay(props.at)}
      </span>
      <span class="created-ago">
        <RelativeTime at={props.at} />
      </span>
    </>
  );
}
