import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import { cost } from "./cost.ts";
import { LIMITED, limitedCalls, populateLimited } from "./limited.ts";
import { load, MANY_CALLERS } from "./load.ts";
import { type Cost, idle, measure, push, settled } from "./measure.ts";
import { populate, populateFloor } from "./population.ts";
import { F2, type Row, report, save } from "./report.ts";
import {
  DOORS,
  floorCalls,
  introspectionFloorCalls,
  scenarios,
  underLease,
  warmUpCalls,
} from "./scenarios.ts";
import { startSubject } from "./subject.ts";

const { values } = parseArgs({
  options: {
    tokens: { type: "string", default: "10000" },
    rounds: { type: "string", default: "41" },
    requests: { type: "string", default: "100" },
    /** Measures instead what a million verifications cost in dollars. */
    cost: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    /** Where to write the medians as JSON, which the documentation page shows. */
    json: { type: "string" },
  },
});
if (values.cost) {
  await cost(values.json);
  process.exit();
}
const [howMany, rounds, requests] = [Number(values.tokens), Number(values.rounds), Number(values.requests)];
const SPREAD_OVER = 10_000;
/** After this many calls V8 has compiled a door's code: a fresh isolate is not the steady state. */
const WARM_UP = 3_000;

const script = await bundle();
const latchkey = await startSubject("latchkey", script, 8940);
const leasing = await startSubject("leasing", script, 8943, { VERIFICATION_LEASE_SECONDS: "30" });
const hello = await startSubject("hello", await bundle("test/bench/floors/hello.ts"), 8941);
const floor = await startSubject("floor", await bundle("test/bench/floors/one-select.ts"), 8942);
const floorOfTwo = await startSubject("floor-of-two", await bundle("test/bench/floors/two-selects.ts"), 8944);

try {
  const freshOnes = (rounds + 1) * requests * DOORS;
  const population = await populate(latchkey, {
    howMany: Math.max(howMany, SPREAD_OVER + freshOnes),
    spreadOver: SPREAD_OVER,
    freshOnes,
  });
  await populateFloor(floor, population.tokens);
  await populateFloor(floorOfTwo, population.tokens);
  const leased = await populate(leasing, { howMany: 10, spreadOver: 10, freshOnes: 0 });
  const cases = [
    ...scenarios(population).map((scenario) => ({ subject: latchkey, ...scenario })),
    ...underLease(leased).map((scenario) => ({ subject: leasing, ...scenario })),
  ];
  for (const { subject, of } of [
    { subject: latchkey, of: population },
    { subject: leasing, of: leased },
  ]) {
    await load(subject.url, warmUpCalls(of, WARM_UP));
    await idle(subject);
  }
  for (const subject of [hello, floor]) await load(subject.url, floorCalls(population.tokens, WARM_UP));
  await load(floorOfTwo.url, introspectionFloorCalls(population.tokens, WARM_UP));
  const measured = cases.filter(({ name }) => name.includes(values.only));
  const helloRow: Row = { name: "F0: Hono hello", mark: null, cpu: [], p50: [] };
  const twoTokensRow: Row = { name: F2, mark: null, cpu: [], p50: [] };
  const rows = [helloRow, twoTokensRow];
  const askFloor = () => measure(floor, floorCalls(population.tokens, requests));
  await inTurns(helloRow, () => measure(hello, floorCalls(population.tokens, requests)));
  await inTurns(twoTokensRow, () =>
    measure(floorOfTwo, introspectionFloorCalls(population.tokens, requests)),
  );
  for (const { subject, name, mark, before, calls } of measured) {
    const row: Row = { name, mark, cpu: [], p50: [] };
    rows.push(row);
    await load(subject.url, before(), MANY_CALLERS);
    await settled(subject);
    await inTurns(row, () => measure(subject, calls(requests)));
  }

  async function inTurns(row: Row, own: () => Promise<Cost>, beside = askFloor): Promise<void> {
    for (let round = 0; round <= rounds; round++) push(row, round, await own(), await beside());
    process.stderr.write(".");
  }

  if (LIMITED.includes(values.only)) {
    const { free, limited } = await populateLimited(latchkey);
    const row: Row = { name: LIMITED, mark: { most: 1.05, of: "beside" }, cpu: [], p50: [] };
    rows.push(row);
    for (const holder of [free, limited])
      await load(latchkey.url, limitedCalls(holder, requests), MANY_CALLERS);
    await settled(latchkey);
    const beside = () => measure(latchkey, limitedCalls(free, requests));
    await inTurns(row, () => measure(latchkey, limitedCalls(limited, requests)), beside);
  }

  process.stderr.write("\n");
  report(rows, { howMany, rounds, requests });
  if (values.json) save(values.json, { rows: rows.filter(({ mark }) => mark?.of !== "beside") });
} finally {
  await Promise.all([latchkey, leasing, hello, floor, floorOfTwo].map((subject) => subject.stop()));
}
