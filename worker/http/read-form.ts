import type { Context } from "hono";
import type * as z from "zod/mini";

export const FORM = "application/x-www-form-urlencoded";

const decoder = new TextDecoder();

export type Form<Fields> = { ok: true; fields: Fields } | { ok: false; problem: string };

/**
 * The body as RFC 6749 §3.2 has it: a form. A parameter without a value counts as left out, a repeated one makes the
 * request invalid, an unknown one is ignored.
 */
export async function readForm<Schema extends z.ZodMiniType>(
  c: Context,
  schema: Schema,
): Promise<Form<z.output<Schema>>> {
  const type = c.req.header("Content-Type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== FORM) return { ok: false, problem: `Send the parameters as ${FORM}.` };
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(await bodyText(c))) {
    if (fields.has(name)) return { ok: false, problem: "A parameter is given more than once." };
    fields.set(name, value);
  }
  const given = Object.fromEntries([...fields].filter(([, value]) => value !== ""));
  const read = schema.safeParse(given);
  if (read.success) return { ok: true, fields: read.data };
  return { ok: false, problem: `The parameter ${String(read.error.issues[0]?.path[0])} is missing.` };
}

/** Not `text()`: workerd warns on the console if a form is not `text/…`. */
async function bodyText(c: Context): Promise<string> {
  return decoder.decode(await c.req.arrayBuffer());
}
