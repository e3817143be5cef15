import { parseArgs } from "node:util";
import { LIVES_OPTIONS, readLives, throughLives } from "./lives.ts";
import { askAgain, CALLERS, type Ended, round, type Tally } from "./round.ts";
import { WAYS } from "./ways.ts";

/**
 * `npm run immediacy -- --requests 1000000 --lives 8 --leases 0,2`: ends tokens in every way, repeatedly, while 16
 * callers use them at two isolates, without leases and with leases of two seconds. In between it kills the Workers
 * (SIGKILL), and asks again for everything that had ended before. Prints how many requests it judged; fails if a
 * request was accepted that began after the end had answered.
 */
const { values } = parseArgs({ options: LIVES_OPTIONS });
const asked = readLives(values);

/** How often the requested number of requests ends each way. */
const ROUNDS = 100;
const LEAST_AFTER = 24;
const enoughAfter = Math.max(LEAST_AFTER, Math.ceil(asked.requests / ROUNDS / WAYS.length));

const sums = new Map<number, Map<string, Tally>>();
const all = () => [...sums.values()].flatMap((each) => [...each.values()]);
const judged = () => all().reduce((total, tally) => total + tally.judged, 0);
let ended: Ended[] = [];
const startedAt = Date.now();

await throughLives(asked, judged, async (isolates, { leaseSeconds, isLast, isKilled }, isOver) => {
  const each = sums.get(leaseSeconds) ?? new Map<string, Tally>();
  sums.set(leaseSeconds, each);
  const tallyOf = (name: string) => {
    const tally = each.get(name) ?? { name, accepted: 0, judged: 0, violations: 0 };
    each.set(name, tally);
    return tally;
  };
  await askAgain(isolates, ended, tallyOf("asked for again after a kill"));
  do ended = await round(isolates, { enoughAfter, tallyOf, isKilled });
  while (isLast ? !isOver() : !isKilled());
});

for (const [leaseSeconds, each] of sums) {
  console.log(`\nleases of ${leaseSeconds} s, ${CALLERS} callers, 2 isolates, ${WAYS.length} ways:`);
  for (const tally of each.values()) console.log(`  ${lineOf(tally)}`);
}
const violations = all().reduce((total, tally) => total + tally.violations, 0);
const seconds = Math.round((Date.now() - startedAt) / 1000);
console.log(
  `\n${judged()} requests judged in ${seconds} s, killed ${asked.lives - 1} times: ${violations === 0 ? "none was accepted after its end." : `${violations} ACCEPTED AFTER THE END`}`,
);
process.exit(violations === 0 ? 0 : 1);

function lineOf({ name, accepted, judged, violations }: Tally): string {
  return `${name.padEnd(48)} ${String(accepted).padStart(7)} accepted before, ${String(judged).padStart(7)} judged after, ${violations} of them accepted`;
}
