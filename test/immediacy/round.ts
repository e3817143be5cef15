import { until } from "../world/until.ts";
import type { Isolates } from "./isolates.ts";
import { ask, prepare, type Subject, WAYS, type Way } from "./ways.ts";

export const CALLERS = 16;

/** So many requests that began after its end are waited for, of each way. */
const ENOUGH_AFTER = 24;
const ENOUGH_BEFORE = 8;
/** What ends by itself may have been accepted once only, on a slow machine. */
const enoughBefore = ({ lifeMs }: Way) => (lifeMs === undefined ? ENOUGH_BEFORE : 1);

export type Tally = {
  name: string;
  /** Accepted before its end was answered. */
  accepted: number;
  /** Began after its end was answered, and were judged. */
  judged: number;
  /** Of those, what was accepted all the same. */
  violations: number;
};

type Run = { way: Way; subject: Subject; tally: Tally; overAt: number };

/**
 * All ways of ending a token at once: 16 callers ask at random, at both isolates, while each is ended. No
 * request that began after the end had answered may be accepted; the others say that there was something
 * to be ended.
 */
export async function round(isolates: Isolates): Promise<Tally[]> {
  const begin = async (way: Way): Promise<Run> => {
    const tally = { name: way.name, accepted: 0, judged: 0, violations: 0 };
    return { way, tally, subject: await prepare(isolates, way), overAt: Number.POSITIVE_INFINITY };
  };
  // What ends by itself is made last: its time is running.
  const lasting = await Promise.all(WAYS.filter(({ lifeMs }) => lifeMs === undefined).map(begin));
  const runs = [
    ...lasting,
    ...(await Promise.all(WAYS.filter(({ lifeMs }) => lifeMs !== undefined).map(begin))),
  ];
  let over = false;
  const isOver = () => over;
  const callers = Array.from({ length: CALLERS }, () => hammer(isolates, runs, isOver));
  const ends = runs.map(async (run) => {
    await until(`${run.way.name}: accepted before it`, () => run.tally.accepted >= enoughBefore(run.way));
    const overAt = await run.way.end(run.subject, isolates);
    run.overAt = overAt ?? Date.now();
    await until(`${run.way.name}: judged after it`, () => run.tally.judged >= ENOUGH_AFTER);
  });
  const judged = Promise.all(ends).finally(() => {
    over = true;
  });
  // Whatever failed: nobody calls an isolate that is being stopped.
  await Promise.allSettled([judged, ...callers]);
  await Promise.all([judged, ...callers]);
  return runs.map(({ tally }) => tally);
}

async function hammer(isolates: Isolates, runs: readonly Run[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const run = pick(runs);
    const { way, subject, tally } = run;
    const startedAt = Date.now();
    const accepted = await ask(isolates, subject, way.call, Math.floor(Math.random() * 2 ** 16));
    if (startedAt > run.overAt) {
      tally.judged++;
      if (accepted) tally.violations++;
    } else if (accepted) tally.accepted++;
  }
}

function pick(runs: readonly Run[]): Run {
  // What ends by itself cannot wait for its turn on a slow machine.
  const hurried = runs.find(
    ({ way, tally }) => way.lifeMs !== undefined && tally.accepted < enoughBefore(way),
  );
  return hurried ?? anyOf(runs);
}

function anyOf(runs: readonly Run[]): Run {
  return runs[Math.floor(Math.random() * runs.length)] as Run;
}
