import { For } from "solid-js";
import type { Usage } from "../outputs.ts";
import { utcDay } from "../ui/dates.ts";

/** The bars' figures, for screen readers. */
export function DaysTable(props: { days: readonly Usage["days"][number][] }) {
  return (
    <table class="for-screen-readers">
      <caption>Requests by day, in UTC</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Accepted</th>
          <th scope="col">Refused</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.days.filter(({ accepted, refused }) => accepted + refused > 0)}>
          {(day) => (
            <tr>
              <th scope="row">{utcDay(day.date)}</th>
              <td>{day.accepted}</td>
              <td>{day.refused}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
