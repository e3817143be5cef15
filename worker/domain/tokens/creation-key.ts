import * as z from "zod/mini";

/** RFC 9562, in either case. Zod has it too, but brings all its patterns along. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The page's key of a creation, by which it asks again if the answer did not arrive. */
export const creationKeySchema = z.nullish(
  z.string({ error: "key-invalid" }).check(
    z.toLowerCase(),
    z.refine((key) => UUID.test(key), { error: "key-invalid" }),
  ),
);

/** How long the key returns the token that it made. */
export const CREATION_KEY_LIFE_MS = 60 * 60 * 1000;
