import * as z from "zod/mini";
import { isReason, REASONS } from "../domain/errors.ts";
import { nameSchema } from "../domain/names.ts";

/** What is wrong with an input, as Django REST says it: by field, each with its sentences. */
export type FieldErrors = Record<string, string[]>;

/** Django REST's CharField: numbers are taken as text, and a blank one is not accepted. */
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

/** RFC 5321: longer is no address. What was tried is kept for a while. */
const LONGEST_USERNAME = 254;
const USERNAME_TOO_LONG = `Ensure this field has no more than ${LONGEST_USERNAME} characters.`;

/** What `obtain_auth_token` takes, and what Latchkey adds; other fields are ignored, as Django does. */
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
