import * as z from "zod/mini";

/** A user's id on the wire. A malformed one is answered like an unknown one. */
export const userIdSchema = z
  .string({ error: "id-invalid" })
  .check(z.maxLength(100, { error: "id-invalid" }));
