import * as z from "zod";
import { CONTROL } from "../names.ts";

const LONGEST_PURPOSE = 200;

/** What a token is for, in one line: NFC, trimmed, at most 200 code points. Nothing to read is none. */
export const purposeSchema = z
  .string({ error: "purpose-invalid" })
  .normalize("NFC")
  .trim()
  .refine((text) => !CONTROL.test(text) && [...text].length <= LONGEST_PURPOSE, { error: "purpose-invalid" })
  .transform((text) => text || null)
  .nullish();
