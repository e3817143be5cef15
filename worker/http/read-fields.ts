import type { Context } from "hono";
import type { Problem } from "./problem.ts";

export type Fields = { ok: true; fields: unknown } | { ok: false; problem: Problem };

/** A body as Django REST's parsers take it: JSON, a form or a multipart form. */
export async function readFields(c: Context): Promise<Fields> {
  const type = c.req.header("Content-Type") ?? "";
  switch (type.split(";", 1)[0]?.trim().toLowerCase()) {
    case "application/json":
      return readJson(c);
    case "application/x-www-form-urlencoded":
    case "multipart/form-data":
      return readParts(c);
    default:
      return {
        ok: false,
        problem: {
          status: 415,
          code: "media-type-unsupported",
          detail: "Unsupported media type. Send application/json or a form.",
        },
      };
  }
}

async function readJson(c: Context): Promise<Fields> {
  try {
    return { ok: true, fields: await c.req.json() };
  } catch {
    return unreadable("JSON parse error.");
  }
}

async function readParts(c: Context): Promise<Fields> {
  try {
    return { ok: true, fields: Object.fromEntries(await c.req.formData()) };
  } catch {
    return unreadable("The form cannot be read.");
  }
}

function unreadable(detail: string): Fields {
  return { ok: false, problem: { status: 400, code: "request-invalid", detail } };
}
