import { For, Show } from "solid-js";
import type { Usage } from "../outputs.ts";
import { utcDay } from "../ui/dates.ts";
import { grouped } from "../ui/numbers.ts";
import { DaysTable } from "./days-table.tsx";

type Day = Usage["days"][number];

const STEP = 12;
const BAR = 8;
const ABOVE = 84;
const BELOW = 28;
/** A day with any request has a visible bar. */
const LEAST = 2;

/** Days as bars: accepted requests above the line, refused ones below. Screen readers get a table. */
export function Bars(props: { days: readonly Day[] }) {
  const most = (of: "accepted" | "refused") => Math.max(1, ...props.days.map((day) => day[of]));
  const height = (count: number, of: "accepted" | "refused", room: number) =>
    count === 0 ? 0 : Math.max(LEAST, (count / most(of)) * room);
  const isRefused = () => props.days.some(({ refused }) => refused > 0);
  const below = () => (isRefused() ? BELOW : 0);
  const first = () => (props.days[0] ? utcDay(props.days[0].date) : "");
  return (
    <figure class="bars">
      <figcaption class="bars-legend" aria-hidden="true">
        <span class="accepted">Accepted, at most {grouped(most("accepted"))} a day</span>
        <Show when={isRefused()}>
          <span class="refused">Refused, at most {grouped(most("refused"))} a day</span>
        </Show>
      </figcaption>
      <svg
        viewBox={`0 0 ${props.days.length * STEP} ${ABOVE + below() + 2}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <For each={props.days}>
          {(day, nth) => {
            const up = () => height(day.accepted, "accepted", ABOVE);
            const x = () => nth() * STEP + (STEP - BAR) / 2;
            return (
              <g>
                <title>{inWords(day)}</title>
                <rect class="day-place" x={nth() * STEP} width={STEP} height={ABOVE + below() + 2} />
                <rect class="accepted" x={x()} y={ABOVE - up()} width={BAR} height={up()} />
                <rect
                  class="refused"
                  x={x()}
                  y={ABOVE + 2}
                  width={BAR}
                  height={height(day.refused, "refused", BELOW)}
                />
              </g>
            );
          }}
        </For>
        <rect class="base" y={ABOVE} width={props.days.length * STEP} height={1} />
      </svg>
      <div class="bars-foot" aria-hidden="true">
        <span>{first()}</span>
        <span>Today</span>
      </div>
      <DaysTable days={props.days} />
    </figure>
  );
}

function inWords({ date, accepted, refused }: Day): string {
  return `${utcDay(date)}: ${grouped(accepted)} accepted, ${grouped(refused)} refused`;
}
