import { Hono } from "hono";
import * as z from "zod";
import { reasonOfDatabase } from "../../db/database-failure.ts";
import { isRestoreUnmended } from "../../db/restores.ts";
import { SCHEMA, schemaOf } from "../../db/schema.ts";
import manifest from "../../package.json";
import { json, problemSchema } from "../http/answers.ts";
import { documented } from "../http/documented.ts";
import type { App } from "../http/hono.ts";
import { logEvent } from "../http/log.ts";

const healthSchema = z.object({
  status: z.literal("ok"),
  version: z.string(),
  schema: z.int(),
  /** The database was put back to an earlier point, and what came back has not been ended yet. */
  restore: z.literal("noticed").optional(),
});
const unfitSchema = z.object({ status: z.enum(["schema-older", "schema-newer"]) });

const HEADERS = { "Cache-Control": "no-store" };

/** Whether the Worker can do its work: only with D1, and with the schema that it was written for. */
export const health = new Hono<App>().get(
  "/",
  documented(() => ({
    summary: "Whether Latchkey can do its work",
    description: "`schema` is the number of migrations that were applied.",
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
  })),
  async (c) => {
    const { database } = c.var.runtime;
    const applied = await schemaOf(database).catch(noneApplied);
    if (applied === SCHEMA) {
      const restore = (await isRestoreUnmended(database)) ? "noticed" : undefined;
      return c.json({ status: "ok", version: manifest.version, schema: SCHEMA, restore }, 200, HEADERS);
    }
    const status = applied < SCHEMA ? "schema-older" : "schema-newer";
    logEvent("schema.unfit", { status, applied, known: SCHEMA });
    return c.json({ status }, 503, { ...HEADERS, "Retry-After": "60" });
  },
);

/** An empty database has not even the table of those that were applied. */
function noneApplied(error: unknown): number {
  if (reasonOfDatabase(error) === "database-schema") return 0;
  throw error;
}
