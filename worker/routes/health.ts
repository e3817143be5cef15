import * as z from "zod/mini";
import { conditionOf } from "../../db/condition.ts";
import { reasonOfDatabase } from "../../db/database-failure.ts";
import { SCHEMA, schemaOf } from "../../db/schema.ts";
import { version } from "../../package.json";
import { json, problemSchema } from "../http/answers.ts";
import type { Documentation } from "../http/documentation.ts";
import { type App, Hono } from "../http/hono.ts";
import { logEvent } from "../http/log.ts";
import type { Runtime } from "../procedures/runtime.ts";

const healthSchema = z.object({
  status: z.literal("ok"),
  version: z.string(),
  schema: z.int(),
  /** The database was put back to an earlier point, and what came back has not been ended yet. */
  restore: z.optional(z.literal("noticed")),
  /** Cron's every-minute jobs have not run for a quarter of an hour. */
  cron: z.optional(z.literal("late")),
  /** Mail has been due for a quarter of an hour. */
  mail: z.optional(z.literal("late")),
  /** KV does not answer: D1 alone refuses revoked tokens. */
  kv: z.optional(z.literal("silent")),
});
const unfitSchema = z.object({ status: z.enum(["schema-older", "schema-newer"]) });

const LATE_MS = 15 * 60_000;

const HEADERS = { "Cache-Control": "no-store" };

/** Whether the Worker can do its work: it needs D1, with the schema of its version. */
export const health = new Hono<App>().get("/", async (c) => {
  const { database } = c.var.runtime;
  const applied = await schemaOf(database).catch(noneApplied);
  if (applied === SCHEMA) {
    const found = {
      status: "ok",
      version,
      schema: SCHEMA,
      ...(await unwell(c.var.runtime)),
    };
    return c.json(found, 200, HEADERS);
  }
  const status = applied < SCHEMA ? "schema-older" : "schema-newer";
  logEvent("schema.unfit", { status, applied, known: SCHEMA });
  return c.json({ status }, 503, { ...HEADERS, "Retry-After": "60" });
});

/** What needs attention although the Worker does its work. */
async function unwell({ database, tombstones, now }: Runtime) {
  const [{ isUnmended, cronAt, mailDueSince }, kvAnswers] = await Promise.all([
    conditionOf(database),
    tombstones.answers(),
  ]);
  const isLate = (since: number | null) => since !== null && since < now() - LATE_MS;
  return {
    restore: isUnmended ? "noticed" : undefined,
    cron: isLate(cronAt) ? "late" : undefined,
    mail: isLate(mailDueSince) ? "late" : undefined,
    kv: kvAnswers ? undefined : "silent",
  };
}

/** An empty database lacks even the table of applied migrations. */
function noneApplied(error: unknown): number {
  if (reasonOfDatabase(error) === "database-schema") return 0;
  throw error;
}

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "GET /": {
      summary: "Whether Latchkey can do its work",
      description:
        "`schema` is the number of migrations that were applied. `restore`, `cron`, `mail` and `kv` are there only where they have to be looked at.",
      token: false,
      answers: {
        ...json("The database answers, and has the schema of this version", healthSchema),
        503: {
          description:
            "The database does not answer, or lacks migrations (`schema-older`), or has more than this version knows (`schema-newer`)",
          content: { "application/json": unfitSchema, "application/problem+json": problemSchema },
          headers: ["Retry-After"],
        },
      },
    },
  };
}
