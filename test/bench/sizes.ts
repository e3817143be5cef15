import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import { load, MANY_CALLERS } from "./load.ts";
import { idle, measure, push } from "./measure.ts";
import { populate } from "./population.ts";
import { type Row, ratioOf, report, save } from "./report.ts";
import { scenarios } from "./scenarios.ts";
import { startSubject } from "./subject.ts";

/** The cost of a verification by the number of tokens: each size beside the smallest, in one run. */
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,30000,1000000" },
    rounds: { type: "string", default: "21" },
    requests: { type: "string", default: "200" },
    json: { type: "string" },
  },
});
const sizes = values.sizes.split(",").map(Number);
const [rounds, requests] = [Number(values.rounds), Number(values.requests)];
const WORKING_SET = 1000;
const FIRST_PORT = 8950;

const script = await bundle();
const subjects = await Promise.all(
  sizes.map((size, nth) => startSubject(`size-${size}`, script, FIRST_PORT + nth)),
);
try {
  const steady = [];
  for (const [nth, howMany] of sizes.entries()) {
    const population = await populate(subjects[nth] as (typeof subjects)[number], {
      howMany,
      spreadOver: WORKING_SET,
      freshOnes: 0,
    });
    const found = scenarios(population).find(
      ({ name }) => name === "/api/v1/me, 10,000 tokens in steady use",
    );
    if (!found) throw new Error("there is no such scenario");
    steady.push({
      row: { name: `${howMany} tokens`, mark: { most: 1.3, of: "F1" }, cpu: [], p50: [] } as Row,
      howMany,
      ...found,
    });
  }
  for (let round = 0; round <= rounds; round++) {
    const costs = [];
    for (const [nth, scenario] of steady.entries()) {
      const subject = subjects[nth] as (typeof subjects)[number];
      await load(subject.url, scenario.before(), MANY_CALLERS);
      await idle(subject);
      costs.push(await measure(subject, scenario.calls(requests)));
    }
    const [smallest] = costs;
    for (const [nth, cost] of costs.entries()) {
      if (smallest) push((steady[nth] as (typeof steady)[number]).row, round, cost, smallest);
    }
  }
  report(
    steady.map(({ row }) => row),
    { howMany: sizes.at(-1) ?? 0, rounds, requests },
  );
  const bySize = steady.map(({ howMany, row }) => ({
    tokens: howMany,
    cpu: Math.round(ratioOf(row.cpu) * 100) / 100,
  }));
  if (values.json) save(values.json, { bySize });
} finally {
  await Promise.all(subjects.map((subject) => subject.stop()));
}
