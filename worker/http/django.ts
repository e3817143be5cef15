import * as z from "zod/mini";
import { isReason, REASONS } from "../domain/errors.ts";
import { nameSchema } from "../domain/names.ts";

/** What is wrong with an input, in Django REST's form: by field, each with its sentences. */
export type FieldErrors = Record<string, string[]>;

/** Django REST's CharField takes numbers as text and refuses a blank value. */
function charField(text: z.ZodMiniType<string, string> = z.string()) {
  const given = z.union([z.string(), z.pipe(z.number(), z.transform(String))], {
    error: ({ input }) => sentenceOf(input),
  });
  return z.pipe(given, text);
}

function sentenceOf(input: unknown): string {
  if (input === undefined) return "This field is required.";
  return input === null ? "This field may not be null." : "Not a valid string.";
}

const BLANK = "This field may not be blank.";

/** RFC 5321: no address is longer. Tries are kept for a while. */
const LONGEST_USERNAME = 254;
const USERNAME_TOO_LONG = `Ensure this field has no more than ${LONGEST_USERNAME} characters.`;

/** The fields of `obtain_auth_token` and those that Latchkey adds; others are ignored, as in Django. */
export const tokenRequestSchema = z.object({
  username: charField(
    z
      .string()
      .check(
        z.trim(),
        z.minLength(1, { error: BLANK }),
        z.maxLength(LONGEST_USERNAME, { error: USERNAME_TOO_LONG }),
      ),
  ),
  password: charField(z.string().check(z.minLength(1, { error: BLANK }))),
  organization: z.optional(charField()),
  name: z.optional(charField(nameSchema)),
});

export function fieldErrors(error: z.core.$ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of error.issues) {
    const field = String(path[0]);
    errors[field] = [...(errors[field] ?? []), isReason(message) ? REASONS[message][1] : message];
  }
  return errors;
}
