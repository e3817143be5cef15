import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Mark } from "./scenarios.ts";

/** Per request, in ms: Latchkey's and the floor's, measured one after the other. */
type Pair = { own: number; floor: number };

/** One pair per round. */
export type Row = { name: string; mark: Mark; cpu: Pair[]; p50: Pair[] };

type Run = { howMany: number; rounds: number; requests: number };

export const F2 = "F2: two tokens";

/** Prints medians with their spread. A ratio above its mark is reported, but is no failure, because machines differ. */
export function report(rows: readonly Row[], { howMany, rounds, requests }: Run): void {
  const twoTokens = rows.find(({ name }) => name === F2);
  const lines = rows.map(({ name, mark, cpu, p50 }) => [
    name,
    told(cpu),
    told(p50),
    ofMark(mark, { cpu, p50 }),
  ]);
  const head = ["", "CPU ÷ F1", "p50 ÷ F1", "mark"];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => (line[column] as string).length)),
  );
  print(
    `${howMany} tokens, ${rounds} rounds of ${requests} requests; ratio of the medians (middle half of the rounds)`,
  );
  for (const line of [head, ...lines]) {
    print(
      line
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join("  ")
        .trimEnd(),
    );
  }

  function ofMark(mark: Mark, { cpu, p50 }: Pick<Row, "cpu" | "p50">): string {
    if (mark === null) return "";
    const { most, of } = mark;
    const isAbove = (own: Pair[], floor: Pair[] | undefined) =>
      ratioOf(own) > most * (of === "F2" && floor ? ratioOf(floor) : 1);
    const above = isAbove(cpu, twoTokens?.cpu) || (of !== "beside" && isAbove(p50, twoTokens?.p50));
    return `≤ ${most.toFixed(2)}${of === "F1" ? "" : ` ${of}`}${above ? "  above" : ""}`;
  }
}

type Saved = {
  rows?: readonly Row[];
  /** A verification's CPU as a ratio to that with the fewest tokens. */
  bySize?: readonly { tokens: number; cpu: number }[];
  /** For a million verifications: the cost before the answer, and after it. */
  dollars?: readonly { what: string; answer: number; lastUsed: number }[];
};

/** Writes the measurements for the documentation page; values that were not measured this time stay. */
export function save(path: string, { rows, bySize, dollars }: Saved): void {
  const before = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const cores = cpus();
  const where = `Measured on ${new Date().toISOString().slice(0, 10)} on ${cores.length} cores (${cores[0]?.model.trim()}), with the Worker as it is deployed.`;
  const told = rows?.map(({ name, cpu, p50 }) => ({
    what: name,
    cpu: round(ratioOf(cpu)),
    p50: round(ratioOf(p50)),
    from: round(middleHalf(cpu)[0]),
    to: round(middleHalf(cpu)[1]),
  }));
  const measured = {
    // It is told of the ratios.
    where: rows ? where : (before.where ?? where),
    rows: told ?? before.rows ?? [],
    bySize: bySize ?? before.bySize ?? [],
    dollars:
      dollars?.map(({ what, answer, lastUsed }) => ({
        what,
        answer: round(answer),
        lastUsed: round(lastUsed),
      })) ??
      before.dollars ??
      [],
  };
  writeFileSync(path, `${JSON.stringify(measured, null, 2)}\n`);
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}

/** The ratio of the medians: the median of the rounds' own ratios would lean upwards. */
export function ratioOf(pairs: readonly Pair[]): number {
  return median(pairs.map(({ own }) => own)) / median(pairs.map(({ floor }) => floor));
}

/** The ratios between which half of the rounds lie. */
function middleHalf(pairs: readonly Pair[]): [from: number, to: number] {
  return quartiles(pairs.map(({ own, floor }) => own / floor));
}

/** The values between which half of them lie, with a quarter below and a quarter above. */
export function quartiles(values: readonly number[]): [from: number, to: number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] as number;
  return [at(0.25), at(0.75)];
}

function told(pairs: readonly Pair[]): string {
  const [from, to] = middleHalf(pairs);
  return `${ratioOf(pairs).toFixed(2)} (${from.toFixed(2)} to ${to.toFixed(2)})`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
