import * as z from "zod";

/** A user's id on the wire. What cannot be one is simply not known, and is answered like it. */
export const userIdSchema = z.string({ error: "id-invalid" }).max(100, { error: "id-invalid" });
