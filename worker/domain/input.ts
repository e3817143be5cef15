import type * as z from "zod/mini";
import { isReason, Refusal } from "./errors.ts";

/**
 * The first thing wrong with an input, as a refusal. Schemas give reasons of `errors.ts` as their messages; an issue
 * without one gets a reason by its kind and field.
 */
export function refusalOf(error: z.core.$ZodError): Refusal {
  const issue = error.issues[0];
  if (!issue) return new Refusal("input-invalid");
  const field = issue.path.map(String).join(".") || undefined;
  if (issue.code === "unrecognized_keys") return new Refusal("field-unknown", { field: issue.keys[0] });
  if (isReason(issue.message)) return new Refusal(issue.message, { field });
  if (issue.code === "invalid_type" && issue.input === undefined && field) {
    return new Refusal("field-missing", { field });
  }
  return new Refusal("input-invalid", { field });
}

/** Reads an input by its schema. @throws Refusal for the first thing wrong with it. */
export function read<Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (!result.success) throw refusalOf(result.error);
  return result.data;
}
