import type { Context } from "hono";
import type * as z from "zod";
import { Refusal } from "../domain/errors.ts";
import { read } from "../domain/input.ts";

/**
 * The query parameters that a schema names. A parameter that comes twice has no one meaning, and is
 * refused like one of the wrong form; parameters that the schema does not name are left alone.
 */
export function readQuery<Schema extends z.ZodObject>(c: Context, schema: Schema): z.output<Schema> {
  const given = c.req.queries();
  const input: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const values = given[name];
    if (values === undefined) continue;
    if (values.length !== 1) throw new Refusal("input-invalid", { field: name });
    input[name] = values[0] as string;
  }
  return read(schema, input);
}
