import { sideBySide } from "../../worker/change/side-by-side.ts";
import { until } from "../world/until.ts";
import type { Isolates } from "./isolates.ts";
import { ask, prepare, type Subject, WAYS, type Way } from "./ways.ts";

export const CALLERS = 16;

/** Somebody signs in for each way, and an isolate refuses the 23rd who wait for their password at one moment. */
const AT_ONCE = 10;

/** So many requests that began after its end are waited for, of each way, unless said otherwise. */
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

type Run = {
  way: Way;
  subject: Subject;
  /** Of this round. */
  tally: Tally;
  /** Of all rounds. */
  sum: Tally;
  overAt: number;
};

/** What has ended, and must be refused for ever. */
export type Ended = Pick<Run, "way" | "subject">;

type Options = {
  enoughAfter?: number;
  /** Where it is counted over many rounds. */
  tallyOf?: (name: string) => Tally;
  /** The Workers are killed: what fails then says nothing. */
  isKilled?: () => boolean;
};

const newTally = (name: string): Tally => ({ name, accepted: 0, judged: 0, violations: 0 });

/**
 * All ways of ending a token at once: 16 callers ask at random, at both isolates, while each is ended. No
 * request that began after the end had answered may be accepted; the others say that there was something
 * to be ended. Resolves with those whose end had answered.
 */
export async function round(
  isolates: Isolates,
  { enoughAfter = ENOUGH_AFTER, tallyOf = newTally, isKilled = () => false }: Options = {},
): Promise<(Ended & { tally: Tally })[]> {
  const runs: Run[] = [];
  try {
    await played(isolates, runs, { enoughAfter, tallyOf, isKilled });
  } catch (error) {
    if (!isKilled()) throw error;
  }
  return runs.filter(({ overAt }) => overAt !== Number.POSITIVE_INFINITY);
}

async function played(
  isolates: Isolates,
  runs: Run[],
  { enoughAfter, tallyOf, isKilled }: Required<Options>,
): Promise<void> {
  const begin = async (way: Way): Promise<void> => {
    const subject = await prepare(isolates, way);
    const { name } = way;
    runs.push({ way, subject, tally: newTally(name), sum: tallyOf(name), overAt: Number.POSITIVE_INFINITY });
  };
  // What ends by itself is made last: its time is running.
  await sideBySide(
    WAYS.filter(({ lifeMs }) => lifeMs === undefined),
    AT_ONCE,
    begin,
  );
  await sideBySide(
    WAYS.filter(({ lifeMs }) => lifeMs !== undefined),
    AT_ONCE,
    begin,
  );
  let over = false;
  const isOver = () => over || isKilled();
  const callers = Array.from({ length: CALLERS }, () => hammer(isolates, runs, isOver));
  const ends = runs.map(async (run) => {
    const reached = (what: string, is: () => boolean) =>
      until(`${run.way.name}: ${what}`, () => is() || isKilled());
    await reached("accepted before it", () => run.tally.accepted >= enoughBefore(run.way));
    const overAt = await run.way.end(run.subject, isolates);
    run.overAt = overAt ?? Date.now();
    await reached("judged after it", () => run.tally.judged >= enoughAfter);
  });
  const judged = Promise.all(ends).finally(() => {
    over = true;
  });
  // Whatever failed: nobody calls an isolate that is being stopped.
  await Promise.allSettled([judged, ...callers]);
  await Promise.all([judged, ...callers]);
}

/** What had ended before the Workers were killed, at each of its doors and at both isolates. */
export async function askAgain(isolates: Isolates, ended: readonly Ended[], tally: Tally): Promise<void> {
  const DOORS = 8;
  for (const { way, subject } of ended) {
    for (let nth = 0; nth < DOORS; nth++) {
      const accepted = await ask(isolates, subject, way.call, nth);
      tally.judged++;
      if (accepted) tally.violations++;
    }
  }
}

async function hammer(isolates: Isolates, runs: readonly Run[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const run = pick(runs);
    const startedAt = Date.now();
    const accepted = await ask(isolates, run.subject, run.way.call, Math.floor(Math.random() * 2 ** 16));
    for (const tally of new Set([run.tally, run.sum])) {
      if (startedAt > run.overAt) {
        tally.judged++;
        if (accepted) tally.violations++;
      } else if (accepted) tally.accepted++;
    }
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
