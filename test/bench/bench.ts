import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import { load } from "./load.ts";
import { measure, push } from "./measure.ts";
import { populate, populateFloor } from "./population.ts";
import { type Row, report, save } from "./report.ts";
import { DOORS, floorCalls, scenarios } from "./scenarios.ts";
import { startSubject } from "./subject.ts";

const { values } = parseArgs({
  options: {
    tokens: { type: "string", default: "10000" },
    rounds: { type: "string", default: "7" },
    requests: { type: "string", default: "600" },
    only: { type: "string", default: "" },
    /** Where to write the medians as JSON: the documentation page shows them. */
    json: { type: "string" },
  },
});
const [howMany, rounds, requests] = [Number(values.tokens), Number(values.rounds), Number(values.requests)];
const SPREAD_OVER = 10_000;

const latchkey = await startSubject("latchkey", bundle(), 8940);
const hello = await startSubject("hello", bundle("test/bench/floors/hello.ts"), 8941);
const floor = await startSubject("floor", bundle("test/bench/floors/one-select.ts"), 8942);

try {
  const freshOnes = (rounds + 1) * requests * DOORS;
  const population = await populate(latchkey, {
    howMany: Math.max(howMany, SPREAD_OVER + freshOnes),
    spreadOver: SPREAD_OVER,
    freshOnes,
  });
  await populateFloor(floor, population.tokens);
  const measured = scenarios(population).filter(({ name }) => name.includes(values.only));
  const rows: Row[] = measured.map(({ name, mark }) => ({ name, mark, cpu: [], p50: [] }));
  const helloRow: Row = { name: "F0: Hono hello", mark: null, cpu: [], p50: [] };
  for (let round = 0; round <= rounds; round++) {
    const f0 = await measure(hello, floorCalls(population.tokens, requests));
    push(helloRow, round, f0, await measure(floor, floorCalls(population.tokens, requests)));
    for (const [nth, scenario] of measured.entries()) {
      await load(latchkey.url, scenario.before());
      const own = await measure(latchkey, scenario.calls(requests));
      push(rows[nth] as Row, round, own, await measure(floor, floorCalls(population.tokens, requests)));
    }
  }
  report([helloRow, ...rows], { howMany, rounds, requests });
  if (values.json) save(values.json, { rows: [helloRow, ...rows] });
} finally {
  await Promise.all([latchkey, hello, floor].map((subject) => subject.stop()));
}
