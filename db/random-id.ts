import { type SQL, sql } from "drizzle-orm";
import { BASE62 } from "../worker/domain/base62.ts";
import { IDENTIFIER_LENGTH } from "../worker/domain/identifiers.ts";

const DIGIT = `substr('${BASE62}', 1 + (random() & 9223372036854775807) % 62, 1)`;

/** A fresh identifier for each row of an INSERT … SELECT, whose number of rows only the database knows. */
export function randomId(prefix: "act_" | "out_" | "cat_"): SQL {
  return sql.raw(`'${prefix}' || ${Array.from({ length: IDENTIFIER_LENGTH }, () => DIGIT).join(" || ")}`);
}
