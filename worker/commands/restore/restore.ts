import { type End, type Head, readEnd, readHead, readTombstone } from "../../backup/format.ts";
import type { KeptTombstone } from "../../backup/tombstones.ts";
import { migrate, migrationNames } from "../d1/migrations.ts";
import type { CommandPlace } from "../d1/place.ts";
import { demandFile } from "../demand-file.ts";
import { bringToSchema, demandEmpty } from "./empty.ts";
import { edges, linesOf } from "./lines.ts";
import { runStatements } from "./rows.ts";

const STATEMENTS_A_BATCH = 10;
const TOMBSTONES_AT_ONCE = 1_000;

/**
 * Restores a backup into an empty database, search index and all, and its revoked tokens into KV. Refuses what cannot
 * be restored before it changes anything. Returns what there is to say. @throws Error with a sentence
 */
export async function restore(
  place: CommandPlace,
  path: string,
  progress: (words: string) => void,
): Promise<string> {
  const { head, end, bytes } = await readEdges(path);
  demandFitting(head, place, path);
  await demandEmpty(place.database);
  await bringToSchema(place.database, head.migrations);
  const leftOut = await pour(place, path, (done) => progress(`${Math.floor((100 * done) / bytes)} %`));
  const words = await verify(place, end, leftOut);
  await migrate(place.database);
  return [`The backup of ${head.at} is restored: ${counted(end)}.`, ...words].join("\n");
}

async function readEdges(path: string): Promise<{ head: Head; end: End; bytes: number }> {
  demandFile(path);
  const { first, last, lines, bytes } = await edges(path);
  const head = readHead(first, path);
  const end = readEnd(last, path);
  if (lines !== end.lines + 1) {
    throw new Error(`${path} is damaged: it has ${lines - 1} lines of ${end.lines}. Nothing was restored.`);
  }
  return { head, end, bytes };
}

function demandFitting({ migrations, version, tokenPrefix }: Head, place: CommandPlace, path: string): void {
  const known = migrationNames();
  const newer = migrations.filter((name) => !known.includes(name));
  if (newer.length > 0) {
    throw new Error(
      `${path} is of version ${version}, which is newer than this checkout: it has ${newer.join(", ")}. Update the checkout first.`,
    );
  }
  if (tokenPrefix !== null && place.tokenPrefix !== null && tokenPrefix !== place.tokenPrefix) {
    throw new Error(
      `The tokens of ${path} start with ${tokenPrefix}_, here they start with ${place.tokenPrefix}_: nobody could use theirs. Set TOKEN_PREFIX to "${tokenPrefix}" first.`,
    );
  }
}

/** Returns the tables in which rows may have been left out. */
async function pour(
  { database, tombstones }: CommandPlace,
  path: string,
  progress: (bytes: number) => void,
): Promise<Set<string>> {
  const leftOut = new Set<string>();
  let statements: string[] = [];
  let buried: KeptTombstone[] = [];
  const flush = async () => {
    if (statements.length > 0) {
      for (const table of await runStatements(database, statements)) leftOut.add(table);
    }
    statements = [];
  };
  const bury = async () => {
    const alive = buried.filter(({ expiration }) => expiration === null || expiration > soon());
    if (alive.length > 0) await tombstones.put(alive);
    buried = [];
  };
  for await (const { line, bytes } of linesOf(path)) {
    const tombstone = readTombstone(line);
    if (tombstone) buried.push(tombstone);
    else if (!line.startsWith("-- ")) statements.push(line);
    if (statements.length >= STATEMENTS_A_BATCH) await flush();
    if (buried.length >= TOMBSTONES_AT_ONCE) await bury();
    progress(bytes);
  }
  await flush();
  await bury();
  return leftOut;
}

const SHORTEST_LIFE_S = 120;

/** KV refuses keys that expire within a minute (s UTC). */
function soon(): number {
  return Math.floor(Date.now() / 1000) + SHORTEST_LIFE_S;
}

async function verify(
  { database }: CommandPlace,
  { rows }: End,
  leftOut: ReadonlySet<string>,
): Promise<string[]> {
  const words: string[] = [];
  for (const [table, expected] of Object.entries(rows)) {
    const [found] = await database.query<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`);
    const missing = expected - (found?.n ?? 0);
    if (missing === 0) continue;
    if (missing < 0 || !leftOut.has(table)) {
      throw new Error(
        `The restored database is not the one that was backed up: ${table} has ${found?.n} rows of ${expected}. Do not use it.`,
      );
    }
    words.push(
      `${missing} rows of ${table} were left out: what they belong to was removed while the backup was taken.`,
    );
  }
  return words;
}

function counted({ rows, tombstones }: End): string {
  const few = ["organization", "user", "token", "activity"].map((table) => `${table} ${rows[table] ?? 0}`);
  return `${few.join(", ")}, revoked tokens ${tombstones}`;
}
