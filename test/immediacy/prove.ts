import { parseArgs } from "node:util";
import { bundle } from "../bench/bundle.ts";
import { startIsolates } from "./isolates.ts";
import { CALLERS, round, type Tally } from "./round.ts";

/**
 * `npm run immediacy -- --seconds 600`: ends tokens in every way, again and again, while 16 callers use them at
 * two isolates, without leases and with leases of two seconds. Prints how many requests it judged; fails
 * where one was accepted that began after the end had answered.
 */
const { values } = parseArgs({ options: { seconds: { type: "string", default: "20" } } });
const LEASES_S = [0, 2];
const durationMs = (Number(values.seconds) * 1000) / LEASES_S.length;

const script = bundle();
let violations = 0;
for (const leaseSeconds of LEASES_S) {
  const isolates = await startIsolates(script, leaseSeconds);
  const sums = new Map<string, Tally>();
  const startedAt = Date.now();
  let rounds = 0;
  try {
    do {
      for (const tally of await round(isolates)) add(sums, tally);
      rounds++;
    } while (Date.now() - startedAt < durationMs);
  } finally {
    await isolates.stop();
  }
  const total = [...sums.values()].reduce(sum);
  violations += total.violations;
  console.log(`\nleases of ${leaseSeconds} s, ${CALLERS} callers, 2 isolates, ${rounds} rounds:`);
  for (const tally of [...sums.values(), { ...total, name: "all" }]) console.log(`  ${lineOf(tally)}`);
}
console.log(
  violations === 0 ? "\nNone was accepted after its end." : `\n${violations} ACCEPTED AFTER THE END`,
);
process.exit(violations === 0 ? 0 : 1);

function add(sums: Map<string, Tally>, tally: Tally): void {
  const before = sums.get(tally.name);
  sums.set(tally.name, before ? sum(before, tally) : tally);
}

function sum(one: Tally, other: Tally): Tally {
  return {
    name: one.name,
    accepted: one.accepted + other.accepted,
    judged: one.judged + other.judged,
    violations: one.violations + other.violations,
  };
}

function lineOf({ name, accepted, judged, violations }: Tally): string {
  return `${name.padEnd(48)} ${String(accepted).padStart(7)} accepted before, ${String(judged).padStart(7)} judged after, ${violations} of them accepted`;
}
