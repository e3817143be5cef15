import * as z from "zod/mini";

/**
 * A backup is SQL, one statement per line, with comments that only `npm run restore` reads: the first line says what
 * it is, the last one how much there is, and the lines before the last which tokens were revoked.
 */
const HEAD = "-- Latchkey backup ";
const TOMBSTONE = "-- tombstone ";
const END = "-- end ";

const head = z.object({
  format: z.literal(1, { error: "it has a form that this version does not know" }),
  /** Latchkey's version, as in package.json. */
  version: z.string(),
  /** The migrations that the database had run: its schema. */
  migrations: z.array(z.string()),
  tokenPrefix: z.nullable(z.string()),
  /** RFC 3339: when the backup began. */
  at: z.string(),
});

const tombstone = z.object({
  hash: z.string(),
  value: z.string(),
  metadata: z.unknown(),
  expiration: z.nullable(z.number()),
});

const end = z.object({
  /** How many rows each table has in the end. */
  rows: z.record(z.string(), z.number()),
  tombstones: z.number(),
  /** How many lines precede this one. */
  lines: z.number(),
});

export type Head = z.output<typeof head>;
export type End = z.output<typeof end>;

export const headLine = (facts: Head) => `${HEAD}${JSON.stringify(facts)}\n`;
export const tombstoneLine = (facts: z.output<typeof tombstone>) => `${TOMBSTONE}${JSON.stringify(facts)}\n`;
export const endLine = (facts: End) => `${END}${JSON.stringify(facts)}\n`;

/** Parses the first line. @throws Error with a sentence if it is not a backup's, or a newer version's */
export function readHead(line: string, path: string): Head {
  if (!line.startsWith(HEAD)) throw new Error(`${path} is no backup of Latchkey.`);
  const read = head.safeParse(JSON.parse(line.slice(HEAD.length)));
  if (read.success) return read.data;
  throw new Error(
    `${path} cannot be restored by this version: ${read.error.issues.map(({ message }) => message).join("; ")}.`,
  );
}

/** Parses the last line. @throws Error if it is missing, as after a truncated copy */
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
