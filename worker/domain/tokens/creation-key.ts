import * as z from "zod/mini";

/** RFC 9562, in any case. Zod has it too, at the price of all its patterns. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the page calls a creation by, to ask for it again where the answer did not arrive. */
export const creationKeySchema = z.nullish(
  z.string({ error: "key-invalid" }).check(
    z.toLowerCase(),
    z.refine((key) => UUID.test(key), { error: "key-invalid" }),
  ),
);

/** For so long the key gives the token that it made. */
export const CREATION_KEY_LIFE_MS = 60 * 60 * 1000;
