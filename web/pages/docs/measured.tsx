import { For, Show } from "solid-js";
import { dollars, grouped } from "../../ui/numbers.ts";
import { MEASURED } from "./measured.ts";
import { Table } from "./table.tsx";

const WIDTH = 640;
const LINE = 36;
const LABEL = 112;
const VALUE = 64;

/** The measured tables and chart; nothing if nothing was measured. */
export function MeasuredCost() {
  return (
    <Show when={MEASURED.rows.length > 0}>
      <h3 id="measured">Measured</h3>
      <p>
        CPU and median time of a request, as multiples of a bare Worker that hashes a token and asks D1 once
        (F1), measured in the same run. F0 only answers; F2 reads two tokens, as introspection has to: its
        caller's and the one that it asks about. {MEASURED.where} Run it again with <code>npm run bench</code>
        , by number of tokens with <code>npm run bench:sizes</code>, and in dollars with{" "}
        <code>npm run bench -- --cost</code>.
      </p>
      <Table
        caption="Measured cost of a verification"
        head={["Request", "CPU", "Median time", "CPU, middle half of the rounds"]}
        rows={MEASURED.rows.map(({ what, cpu, p50, from, to }) => [
          what,
          cpu.toFixed(2),
          p50.toFixed(2),
          `${from.toFixed(2)} to ${to.toFixed(2)}`,
        ])}
      />
      <Show when={MEASURED.dollars.length > 0}>
        <Table
          caption="Counted cost of a million verifications, at list prices, with CPU time"
          head={["Tokens", "Answers", "“Last used”", "All told"]}
          rows={MEASURED.dollars.map(({ what, answer, lastUsed }) => [
            what,
            dollars(answer),
            dollars(lastUsed),
            dollars(answer + lastUsed),
          ])}
        />
      </Show>
      <Show when={MEASURED.bySize.length > 0}>
        <Chart />
      </Show>
    </Show>
  );
}

function Chart() {
  const most = Math.max(...MEASURED.bySize.map(({ cpu }) => cpu));
  const length = (cpu: number) => (cpu / most) * (WIDTH - LABEL - VALUE);
  const sentence = MEASURED.bySize
    .map(({ tokens, cpu }) => `${grouped(tokens)} tokens: ${cpu.toFixed(2)}`)
    .join("; ");
  return (
    <figure class="chart">
      <figcaption>CPU of a verification by number of tokens</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${MEASURED.bySize.length * LINE}`}
        role="img"
        aria-label={`CPU of a verification. ${sentence}`}
      >
        <For each={MEASURED.bySize}>
          {({ tokens, cpu }, at) => (
            <g transform={`translate(0 ${at() * LINE})`}>
              <text x={LABEL - 12} y={LINE / 2} class="chart-label">
                {grouped(tokens)}
              </text>
              <rect x={LABEL} y={6} width={length(cpu)} height={LINE - 12} rx={3} />
              <text x={LABEL + length(cpu) + 10} y={LINE / 2} class="chart-value">
                {cpu.toFixed(2)}
              </text>
            </g>
          )}
        </For>
      </svg>
    </figure>
  );
}
