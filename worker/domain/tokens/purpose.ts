import * as z from "zod/mini";
import { CONTROL } from "../names.ts";

const LONGEST_PURPOSE = 200;

/** What a token is for, in one line: NFC, trimmed, at most 200 code points. A blank one counts as none. */
export const purposeSchema = z.nullish(
  z.pipe(
    z.string({ error: "purpose-invalid" }).check(
      z.normalize("NFC"),
      z.trim(),
      z.refine((text) => !CONTROL.test(text) && [...text].length <= LONGEST_PURPOSE, {
        error: "purpose-invalid",
      }),
    ),
    z.transform((text: string) => text || null),
  ),
);
