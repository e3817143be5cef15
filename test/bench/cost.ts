import { PRICES } from "../../web/pages/docs/cost.ts";
import { bundle } from "./bundle.ts";
import { COUNTS_PATH, type Counts } from "./counted/counts.ts";
import { type Call, load, paced } from "./load.ts";
import { idle, measure } from "./measure.ts";
import { populate, populateFloor } from "./population.ts";
import { median, save } from "./report.ts";
import { type Subject, startSubject } from "./subject.ts";

const SECONDS = 60;
const A_SECOND = 200;
const CALLS = 2_000;
const ROUNDS = 31;
const CALLS_A_ROUND = 200;
const GOAL = 0.36;

/** Last uses are written up to this long after the last call. */
const GATHERED_MS = 25_000;

/** After this long, the next use of a token counts as a first one. */
const A_MINUTE_MS = 61_000;

type Bill = { what: string; counts: Counts; cpuMs: number; goal: number | undefined };

/**
 * What a million verifications cost at Cloudflare's list prices, from counted rows of D1 and reads of KV. CPU is that
 * of a workerd whose D1 runs in another one: the Worker's, and that of the server around it, which is not billed.
 */
export async function cost(json: string | undefined): Promise<void> {
  const store = await startSubject("store", await bundle("test/bench/apart/store.ts"), 8944);
  const apart = await startSubject("apart", await bundle("test/bench/apart/latchkey.ts"), 8945, {
    STORE: store.url.href,
  });
  const own = await startSubject("counted", await bundle("test/bench/counted/latchkey.ts"), 8946);
  const writing = await startSubject("writing", await bundle("test/bench/counted/write-each-time.ts"), 8947);
  const asking = await startSubject("asking", await bundle("test/bench/counted/kv-each-time.ts"), 8948);
  const subjects = [store, apart, own, writing, asking];
  try {
    const size = { howMany: 10_000, spreadOver: 1_000, freshOnes: CALLS };
    const { tokens } = await populate(store, size);
    const { tokens: counted, fresh } = await populate(own, size);
    for (const floor of [writing, asking]) await populateFloor(floor, counted);

    await load(apart.url, me(repeated(tokens, CALLS)));
    const cpuMs = await medianCpuMs(apart, me(repeated(tokens, CALLS_A_ROUND)));
    const bills: Bill[] = [];
    for (const busy of [20, 500]) {
      const calls = me(repeated(counted.slice(0, busy), SECONDS * A_SECOND));
      await load(own.url, me(counted.slice(0, busy)));
      // Coming out of rest is not part of steady use.
      await idle(own);
      await countsOf(own);
      await paced(own.url, calls, A_SECOND);
      await new Promise((resolve) => setTimeout(resolve, GATHERED_MS));
      const each = (A_SECOND / busy) * 60;
      bills.push({
        what: `Latchkey, ${busy} tokens used ${each} times a minute`,
        counts: await countsOf(own),
        cpuMs,
        goal: GOAL,
      });
    }
    for (const [what, goal] of [
      ["Latchkey, each call a token's first at all", GOAL],
      ["Latchkey, each call a token's first in a minute", GOAL],
    ] as const) {
      await load(own.url, me(fresh));
      await new Promise((resolve) => setTimeout(resolve, A_MINUTE_MS));
      bills.push({ what, counts: await countsOf(own), cpuMs, goal });
    }
    for (const [what, subject] of [
      ["Writing last used at every call", writing],
      ["Asking KV at every call", asking],
    ] as const) {
      await load(subject.url, repeated(counted, CALLS).map(atRoot));
      bills.push({ what, counts: await countsOf(subject), cpuMs, goal: undefined });
    }
    print(bills);
    if (json) save(json, { dollars: bills.map(dollarsOf) });
  } finally {
    await Promise.all(subjects.map((subject) => subject.stop()));
  }
}

/** Per request: other work on the machine hits some rounds and not others. */
async function medianCpuMs(subject: Subject, calls: Call[]): Promise<number> {
  const rounds: number[] = [];
  while (rounds.length < ROUNDS) rounds.push((await measure(subject, calls)).cpuMs);
  return median(rounds);
}

function repeated(tokens: readonly string[], howMany: number): string[] {
  return Array.from({ length: howMany }, (_, nth) => tokens[nth % tokens.length] as string);
}

function me(tokens: readonly string[]): Call[] {
  return tokens.map((token) => ({ ...atRoot(token), path: "/api/v1/me" }));
}

function atRoot(token: string): Call {
  return { path: "/", method: "GET", headers: { Authorization: `Bearer ${token}` }, expect: [200] };
}

async function countsOf({ url }: Subject): Promise<Counts> {
  return (await (await fetch(new URL(COUNTS_PATH, url))).json()) as Counts;
}

/** Dollars per million: what the answer costs, and what its last use costs after it. */
function dollarsOf({ what, counts, cpuMs }: Bill) {
  const each = (count: number, price: number) => (count / counts.requests) * price;
  const parts = {
    request: PRICES.request,
    cpu: cpuMs * PRICES.cpuMs,
    rowsRead: each(counts.rowsRead, PRICES.rowRead),
    kv: each(counts.kvReads, PRICES.kvRead),
  };
  const answer = Object.values(parts).reduce((sum, part) => sum + part);
  return { what, ...parts, answer, lastUsed: each(counts.rowsWritten, PRICES.rowWritten) };
}

function print(bills: readonly Bill[]): void {
  console.log("Dollars for a million verifications, at list prices:\n");
  const head = ["", "request", "CPU", "rows read", "KV", "answer", "last used", "all told"];
  const lines = bills.map((bill) => {
    const { what, ...dollars } = dollarsOf(bill);
    const all = [...Object.values(dollars), dollars.answer + dollars.lastUsed];
    const goal = bill.goal ? [`goal ${bill.goal.toFixed(2)}`] : [];
    return [what, ...all.map((sum) => sum.toFixed(3)), ...goal];
  });
  const widths = head.map((_, at) => Math.max(...[head, ...lines].map((line) => (line[at] ?? "").length)));
  for (const line of [head, ...lines]) {
    console.log(
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join("  "),
    );
  }
}
