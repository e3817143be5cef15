import { connect, type Database } from "../../db/connect.ts";
import { listOrganizationTokens } from "../../db/organization-tokens/list.ts";
import { countInStates } from "../../db/tokens/state-counts.ts";
import { LISTED_STATES, type ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { TOKEN_SORTS, type TokenSort } from "../../worker/domain/tokens/token-sort.ts";
import { type Counter, counting } from "../world/counting.ts";
import { databaseFilledBy } from "./database.ts";
import { fill, LARGE } from "./fill.ts";
import { median } from "./report.ts";

/**
 * `npm run bench:tokens`: an organization's list with 1,000 and with 1,000,000 tokens, page by page, side by side, and
 * the number of tokens in each state. Fails on the rows that D1 reads, which are the same on every machine, and never
 * on time. `npm run bench:tokens -- 50000` compares with fewer.
 */
const SMALL = 1_000;
const large = Number(process.argv[2] ?? 1_000_000);
const MARKS = {
  sorted: { rows: 200, ratio: 1.5 },
  searched: { rows: 15_000, ratio: 3 },
};
/** The limits for the counts of all states together. */
const COUNTS = { most: 100, rows: 7_000 };
const TERMS = [
  "needle",
  "thimble",
  "backup",
  "STRASSE",
  "gülşen",
  "person7@",
  "lk_00",
  "needle 3003",
  "zz",
  "q@qq",
];
const ROUNDS = 9;

type Side = { database: Database; counted: Database; counter: Counter; close: () => Promise<void> };
type Case = { sort: TokenSort; q?: string; state?: ListedState };
type Measured = Case & { rows: [few: number, many: number]; ms: [few: number, many: number] };

const sorts: TokenSort[] = TOKEN_SORTS.flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
]);
const cases: Case[] = sorts.flatMap((sort) => [
  ...[undefined, ...TERMS].map((q) => ({ sort, q })),
  ...LISTED_STATES.map((state) => ({ sort, state })),
]);

const few = await side(SMALL);
const many = await side(large);
console.log(`\na page of 50, with ${SMALL} and with ${large} tokens: rows read, and time`);
const measured: Measured[] = [];
for (const one of cases) {
  const result = await measure(one);
  measured.push(result);
  console.log(lineOf(result));
}
const counts = [await rowsOfCounts(few), await rowsOfCounts(many)] as const;
await Promise.all([few.close(), many.close()]);

for (const kind of ["sorted", "searched"] as const) {
  const ratios = measured.filter((one) => kindOf(one) === kind).map(ratioOf);
  console.log(
    `${kind}: time × ${median(ratios).toFixed(2)}, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} (mark ${MARKS[kind].ratio})`,
  );
}
console.log(`how many are in each state: rows ${counts.join(" → ")} (at most ${COUNTS.rows})`);
const exceeded = measured.filter(hasTooManyRows).length + counts.filter((rows) => rows > COUNTS.rows).length;
console.log(exceeded === 0 ? "All stay within their rows." : `${exceeded} read too many rows.`);
process.exit(exceeded === 0 ? 0 : 1);

async function side(tokens: number): Promise<Side> {
  const startedAt = Date.now();
  const local = await databaseFilledBy((file) => fill(file, tokens));
  console.log(`${tokens} tokens stand there after ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  const { d1, counter } = counting(local.d1);
  return { database: connect(local.d1), counted: connect(d1), counter, close: local.close };
}

/** Reads the first two pages for their rows, then the first one repeatedly, in turns, for its time. */
async function measure(one: Case): Promise<Measured> {
  const rows = [await rowsOf(few, one), await rowsOf(many, one)] as [number, number];
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    times[0].push(await timeOf(few, one));
    times[1].push(await timeOf(many, one));
  }
  return { ...one, rows, ms: [median(times[0]), median(times[1])] };
}

async function rowsOf(side: Side, one: Case): Promise<number> {
  const first = await countedPage(side, one);
  const second = first.nextCursor ? await countedPage(side, one, first.nextCursor) : first;
  return Math.max(first.rows, second.rows);
}

async function countedPage({ counted, counter }: Side, one: Case, cursor?: string) {
  const before = counter.read;
  const { nextCursor } = await page(counted, one, cursor);
  return { rows: counter.read - before, nextCursor };
}

/** In ms, without counting rows, because counting runs some queries twice. */
async function timeOf({ database }: Side, one: Case): Promise<number> {
  const began = performance.now();
  await page(database, one);
  return performance.now() - began;
}

async function rowsOfCounts({ counted, counter }: Side): Promise<number> {
  const before = counter.read;
  await countInStates(counted, LARGE, { now: Date.now(), most: COUNTS.most });
  return counter.read - before;
}

function page(database: Database, { sort, q, state: is }: Case, cursor?: string) {
  const state = is && { is, now: Date.now() };
  return listOrganizationTokens(database, LARGE, { q, state, sort, cursor, limit: 50, tokenPrefix: "lk" });
}

function kindOf({ q, state }: Case): keyof typeof MARKS {
  return q === undefined && state === undefined ? "sorted" : "searched";
}

function ratioOf({ ms }: Measured): number {
  return ms[1] / ms[0];
}

function hasTooManyRows(one: Measured): boolean {
  return Math.max(...one.rows) > MARKS[kindOf(one)].rows;
}

function lineOf(one: Measured): string {
  const { sort, q, state, rows, ms } = one;
  const mark = MARKS[kindOf(one)];
  const what = `${sort.descending ? "-" : ""}${sort.by}${q ? ` “${q}”` : ""}${state ? ` ${state}` : ""}`;
  return (
    `${what.padEnd(28)} rows ${String(rows[0]).padStart(6)} → ${String(rows[1]).padStart(6)} (at most ${mark.rows})` +
    `   time ${ms[0].toFixed(1).padStart(6)} → ${ms[1].toFixed(1).padStart(6)} ms, × ${ratioOf(one).toFixed(2)}` +
    (ratioOf(one) > mark.ratio ? `, above ${mark.ratio}` : "") +
    (hasTooManyRows(one) ? "   TOO MANY ROWS" : "")
  );
}
