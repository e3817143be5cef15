import * as z from "zod/mini";
import { MOST_NAMED } from "./most-at-once.ts";

/** A token's id on the wire. A malformed one is answered like an unknown one. */
export const tokenIdSchema = z
  .string({ error: "id-invalid" })
  .check(z.maxLength(100, { error: "id-invalid" }));

/** Ids of tokens that end at once. */
export const tokenIdsSchema = z
  .array(tokenIdSchema)
  .check(z.minLength(1, { error: "input-invalid" }), z.maxLength(MOST_NAMED, { error: "input-invalid" }));
