import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

/** Ratios to F1, one a round. */
export type Row = { name: string; mark: number | null; cpu: number[]; p50: number[] };

type Run = { howMany: number; rounds: number; requests: number };

/** Prints medians with their spread. A ratio above its mark is said, and is no failure: machines differ. */
export function report(rows: readonly Row[], { howMany, rounds, requests }: Run): void {
  const lines = rows.map(({ name, mark, cpu, p50 }) => [
    name,
    told(cpu),
    told(p50),
    mark === null ? "" : `≤ ${mark.toFixed(2)}${median(cpu) > mark || median(p50) > mark ? "  above" : ""}`,
  ]);
  const head = ["", "CPU ÷ F1", "p50 ÷ F1", "mark"];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => (line[column] as string).length)),
  );
  print(`${howMany} tokens, ${rounds} rounds of ${requests} requests; median (least to most)`);
  for (const line of [head, ...lines]) {
    print(
      line
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join("  ")
        .trimEnd(),
    );
  }
}

type Saved = {
  rows?: readonly Row[];
  /** CPU of a verification as a ratio to that with the fewest tokens. */
  bySize?: readonly { tokens: number; cpu: number }[];
};

/** Writes what was measured for the documentation page; what was not measured this time stays. */
export function save(path: string, { rows, bySize }: Saved): void {
  const before = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const cores = cpus();
  const where = `Measured on ${new Date().toISOString().slice(0, 10)} on ${cores.length} cores (${cores[0]?.model.trim()}), with the Worker as it is deployed.`;
  const told = rows?.map(({ name, cpu, p50 }) => ({
    what: name,
    cpu: round(median(cpu)),
    p50: round(median(p50)),
    spread: round(Math.max(...cpu) - Math.min(...cpu)),
  }));
  const measured = { where, rows: told ?? before.rows ?? [], bySize: bySize ?? before.bySize ?? [] };
  writeFileSync(path, `${JSON.stringify(measured, null, 2)}\n`);
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}

function told(ratios: readonly number[]): string {
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
