import type { Context } from "hono";
import * as z from "zod/mini";
import { Refusal } from "../domain/errors.ts";
import { read } from "../domain/input.ts";

/**
 * The query parameters that a schema names. A repeated parameter is ambiguous, and refused like a malformed one;
 * parameters that the schema does not name are ignored.
 */
export function readQuery<Schema extends z.ZodMiniObject>(c: Context, schema: Schema): z.output<Schema> {
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

const WHOLE_NUMBER = /^\d{1,6}$/;

/** A number in a query string. The API's description shows it as a number. */
export function numberInQuery<Schema extends z.ZodMiniType>(schema: Schema) {
  const number = (text: unknown) =>
    typeof text === "string" && WHOLE_NUMBER.test(text) ? Number(text) : text;
  return z.pipe(z.transform(number), schema);
}
