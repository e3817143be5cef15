import { sideBySide } from "../../worker/change/side-by-side.ts";
import { until } from "../world/until.ts";
import type { Isolates } from "./isolates.ts";
import { ask, prepare, type Subject, WAYS, type Way } from "./ways.ts";

export const CALLERS = 16;

/** Each way signs somebody in, and an isolate refuses the 23rd simultaneous wait for a password. */
const AT_ONCE = 10;

/** How many requests each way waits for that began after its end, by default. */
const ENOUGH_AFTER = 24;
const ENOUGH_BEFORE = 8;
/** On a slow machine, a token that ends by itself may be accepted only once. */
const enoughBefore = ({ lifeMs }: Way) => (lifeMs === undefined ? ENOUGH_BEFORE : 1);

export type Tally = {
  name: string;
  /** Requests accepted before the end was answered. */
  accepted: number;
  /** Requests judged that began after the end was answered. */
  judged: number;
  /** Judged requests that were accepted nevertheless. */
  violations: number;
};

type Run = {
  way: Way;
  subject: Subject;
  /** Counts of this round. */
  tally: Tally;
  /** Counts of all rounds. */
  sum: Tally;
  overAt: number;
};

/** What has ended and must be refused from then on. */
export type Ended = Pick<Run, "way" | "subject">;

type Options = {
  enoughAfter?: number;
  /** Where to count over many rounds. */
  tallyOf?: (name: string) => Tally;
  /** Whether the Workers were killed: later failures mean nothing. */
  isKilled?: () => boolean;
};

const newTally = (name: string): Tally => ({ name, accepted: 0, judged: 0, violations: 0 });

/**
 * Runs all ways of ending a token at once: 16 callers ask at random, at both isolates, while each is ended. No request
 * that began after the end had answered may be accepted; the earlier ones show that there was something to end.
 * Resolves with those whose end was answered.
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
  // Tokens that end by themselves are made last, because their time is running.
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
  // Even after a failure, nobody calls an isolate that is being stopped.
  await Promise.allSettled([judged, ...callers]);
  await Promise.all([judged, ...callers]);
}

/** Asks again for what had ended before the Workers were killed, at each door and both isolates. */
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
  // Tokens that end by themselves cannot wait for their turn on a slow machine.
  const hurried = runs.find(
    ({ way, tally }) => way.lifeMs !== undefined && tally.accepted < enoughBefore(way),
  );
  return hurried ?? anyOf(runs);
}

function anyOf(runs: readonly Run[]): Run {
  return runs[Math.floor(Math.random() * runs.length)] as Run;
}
