import * as z from "zod/mini";

/**
 * A backup is SQL, a statement a line, with comments that only `npm run restore` reads: the first line says what it
 * is, the last one how much of it there is, and the lines before that which tokens were revoked.
 */
const HEAD = "-- Latchkey backup ";
const TOMBSTONE = "-- tombstone ";
const END = "-- end ";

const head = z.object({
  format: z.literal(1, { error: "it has a form that this version does not know" }),
  /** Of Latchkey, as in package.json. */
  version: z.string(),
  /** Those that the database had run: its schema. */
  migrations: z.array(z.string()),
  tokenPrefix: z.nullable(z.string()),
  /** RFC 3339: when it was begun. */
  at: z.string(),
});

const tombstone = z.object({
  hash: z.string(),
  value: z.string(),
  metadata: z.unknown(),
  expiration: z.nullable(z.number()),
});

const end = z.object({
  /** How many rows each table has when all is done. */
  rows: z.record(z.string(), z.number()),
  tombstones: z.number(),
  /** How many lines come before this one. */
  lines: z.number(),
});

export type Head = z.output<typeof head>;
export type End = z.output<typeof end>;

export const headLine = (facts: Head) => `${HEAD}${JSON.stringify(facts)}\n`;
export const tombstoneLine = (facts: z.output<typeof tombstone>) => `${TOMBSTONE}${JSON.stringify(facts)}\n`;
export const endLine = (facts: End) => `${END}${JSON.stringify(facts)}\n`;

/** What the first line says. @throws Error with a sentence where it is none of a backup, or of a newer one. */
export function readHead(line: string, path: string): Head {
  if (!line.startsWith(HEAD)) throw new Error(`${path} is no backup of Latchkey.`);
  const read = head.safeParse(JSON.parse(line.slice(HEAD.length)));
  if (read.success) return read.data;
  throw new Error(
    `${path} cannot be restored by this version: ${read.error.issues.map(({ message }) => message).join("; ")}.`,
  );
}

/** What the last line says. @throws Error where it is missing, as after a copy that broke off. */
export function readEnd(line: string, path: string): End {
  const read = line.startsWith(END) ? end.safeParse(parsed(line.slice(END.length))) : undefined;
  if (read?.success) return read.data;
  throw new Error(`${path} is cut off: its end is missing. Nothing was restored.`);
}

export function readTombstone(line: string): z.output<typeof tombstone> | null {
  return line.startsWith(TOMBSTONE) ? tombstone.parse(JSON.parse(line.slice(TOMBSTONE.length))) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
