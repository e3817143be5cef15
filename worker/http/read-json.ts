import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type * as z from "zod/mini";
import { read } from "../domain/input.ts";

const decoder = new TextDecoder();

/**
 * Reads a JSON body by its schema; an empty body is an empty object.
 * @throws Refusal for the first wrong field, HTTPException if it is not JSON
 */
export async function readJson<Schema extends z.ZodMiniType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = decoder.decode(await c.req.arrayBuffer());
  if (text.trim() === "") return read(schema, {});
  const type = c.req.header("Content-Type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new HTTPException(415);
  try {
    return read(schema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new HTTPException(400);
    throw error;
  }
}
