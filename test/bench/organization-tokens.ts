import { connect } from "../../db/connect.ts";
import { listOrganizationTokens } from "../../db/organization-tokens.ts";
import { TOKEN_SORTS, type TokenSort } from "../../worker/domain/tokens/token-sort.ts";
import { counting } from "../world/counting.ts";
import { databaseFilledBy } from "./database.ts";
import { fill, LARGE } from "./fill.ts";

/**
 * `npm run bench:tokens`: an organization's list with 1,000 and with 1,000,000 tokens. Fails on the rows
 * that D1 reads, which are the same on every machine, and never on time. `npm run bench:tokens -- 50000`
 * compares with fewer.
 */
const SMALL = 1_000;
const large = Number(process.argv[2] ?? 1_000_000);
const MOST_ROWS = { sorted: 200, searched: 15_000 };
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
const REPEATS = 3;

type Measured = { rows: number; ms: number };

const sorts: TokenSort[] = TOKEN_SORTS.flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
]);

const few = await measure(SMALL);
const many = await measure(large);
let exceeded = 0;
console.log(`\nrows read and time of a page of 50, with ${SMALL} and with ${large} tokens`);
for (const [what, { rows, ms }] of many) {
  const before = few.get(what) as Measured;
  const most = what.includes("“") ? MOST_ROWS.searched : MOST_ROWS.sorted;
  if (rows > most) exceeded++;
  console.log(
    `${what.padEnd(34)} rows ${String(before.rows).padStart(6)} → ${String(rows).padStart(6)} (at most ${most})` +
      `   time ${before.ms.toFixed(1).padStart(6)} → ${ms.toFixed(1).padStart(6)} ms, × ${(ms / before.ms).toFixed(2)}` +
      (rows > most ? "   TOO MANY" : ""),
  );
}
console.log(
  exceeded === 0 ? "\nEvery page stays within its rows." : `\n${exceeded} pages read too many rows.`,
);
process.exit(exceeded === 0 ? 0 : 1);

async function measure(tokens: number): Promise<Map<string, Measured>> {
  const startedAt = Date.now();
  const local = await databaseFilledBy((file) => fill(file, tokens));
  console.log(`${tokens} tokens stand there after ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  const { d1, counter } = counting(local.d1);
  const database = connect(d1);
  const measured = new Map<string, Measured>();
  const page = async (sort: TokenSort, q: string | undefined, cursor?: string) => {
    const before = counter.read;
    const began = performance.now();
    const { nextCursor } = await listOrganizationTokens(database, LARGE, {
      q,
      sort,
      cursor,
      limit: 50,
      tokenPrefix: "lk",
      now: Date.now(),
    });
    return { rows: counter.read - before, ms: performance.now() - began, nextCursor };
  };
  for (const sort of sorts) {
    for (const q of [undefined, ...TERMS]) {
      const first = await page(sort, q);
      const second = first.nextCursor ? await page(sort, q, first.nextCursor) : first;
      const times: number[] = [];
      for (let at = 0; at < REPEATS; at++) times.push((await page(sort, q)).ms);
      const what = `${sort.descending ? "-" : ""}${sort.by}${q ? ` “${q}”` : ""}`;
      measured.set(what, { rows: Math.max(first.rows, second.rows), ms: median(times) });
    }
  }
  await local.close();
  return measured;
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
