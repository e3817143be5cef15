import * as z from "zod/mini";
import { type RandomBytes, randomBase62 } from "../base62.ts";
import { HOUR_MS } from "../durations.ts";
import { IDENTIFIER_LENGTH } from "../identifiers.ts";
import { PlainToken } from "../tokens/secret.ts";

export type LinkPurpose = "invitation" | "password-reset";

export const LINK_LIFE_MS: Record<LinkPurpose, number> = {
  invitation: 7 * 24 * HOUR_MS,
  "password-reset": HOUR_MS,
};

const SECRET_LENGTH = 32;
const SHAPE = new RegExp(`^[0-9A-Za-z]{${IDENTIFIER_LENGTH + SECRET_LENGTH}}$`);

/** The last part of a new link: an id to find it by, then 190 bits of secret. Only its hash is stored. */
export function generateLink(randomBytes: RandomBytes): { id: string; plain: PlainToken } {
  const id = randomBase62(IDENTIFIER_LENGTH, randomBytes);
  return { id, plain: new PlainToken(id + randomBase62(SECRET_LENGTH, randomBytes)) };
}

/** Parses the last part of a link that somebody opened; null if it is malformed. */
export function parseLink(text: string): { id: string; plain: PlainToken } | null {
  return SHAPE.test(text) ? { id: text.slice(0, IDENTIFIER_LENGTH), plain: new PlainToken(text) } : null;
}

/** The last part of a link, as a client sends it; the database decides whether it exists. */
export const linkSchema = z
  .string({ error: "link-invalid" })
  .check(z.maxLength(100, { error: "link-invalid" }));

/** The address of a link. Its secret stands behind the `#`, which browsers send to nobody, so no log has it. */
export function linkUrl(origin: string, plain: PlainToken): string {
  return `${origin}/set-password#${plain.reveal()}`;
}
