import * as z from "zod/mini";

/** A user's id on the wire. What cannot be one is simply not known, and is answered like it. */
export const userIdSchema = z
  .string({ error: "id-invalid" })
  .check(z.maxLength(100, { error: "id-invalid" }));
