import * as z from "zod/mini";
import { prefixOfTokenIn } from "./tokens/token-in-text.ts";

const LONGEST_NAME = 100;

/** Control characters, line separators, lone surrogates and marks that change the writing direction. */
export const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

/** Invisible characters: a name made of them alone looks empty. */
const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;

/** A name that people give: trimmed, NFC, 1 to 100 code points, at least one of them visible. */
export const nameSchema = z.string({ error: "name-missing" }).check(
  z.refine((name) => !CONTROL.test(name), { error: "name-control-characters", abort: true }),
  z.refine((name) => prefixOfTokenIn(name) === null, { error: "name-is-a-secret", abort: true }),
  z.normalize("NFC"),
  z.trim(),
  z.refine((name) => name.replace(INVISIBLE, "") !== "", { error: "name-blank", abort: true }),
  z.refine((name) => [...name].length <= LONGEST_NAME, { error: "name-too-long" }),
);
