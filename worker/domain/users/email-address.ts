import * as z from "zod/mini";

const LONGEST_ADDRESS = 254;

/** Addresses are compared and stored trimmed, lower-cased and with the domain in its ASCII form (RFC 5890). */
export function normalizeEmail(email: string): string {
  const address = email.trim().toLowerCase();
  const [local, domain] = splitAtLast(address, "@");
  return domain && BEYOND_ASCII.test(domain) ? `${local}@${inAscii(domain)}` : address;
}

const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** ASCII that no domain has: a URL would take it for the start of a path or a port. */
const OF_AN_URL = /[\p{ASCII}--[a-z0-9.\-]]/v;

/**
 * As browsers read it (UTS 46): `bücher.example` is `xn--bcher-kva.example`. A text that is no domain stays as it is.
 */
function inAscii(domain: string): string {
  if (OF_AN_URL.test(domain)) return domain;
  return URL.parse(`https://${domain}`)?.hostname ?? domain;
}

/** In lower case and in ASCII; empty if there is none. */
export function domainOf(normalized: string): string {
  return splitAtLast(normalized, "@")[1];
}

function splitAtLast(text: string, mark: string): [before: string, after: string] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** The WHATWG's "valid e-mail address" (HTML, §4.10.5.1.5). Zod has it too, but brings all its patterns along. */
const VALID =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** An address to store: checked as HTML checks `<input type=email>`, at most 254 characters (RFC 5321). */
export const emailSchema = z.pipe(
  z.pipe(z.string({ error: "email-invalid" }), z.transform(normalizeEmail)),
  z
    .email({ pattern: VALID, error: "email-invalid" })
    .check(z.maxLength(LONGEST_ADDRESS, { error: "email-invalid" })),
);

const LONGEST_ENTERED = 1000;

/** An address entered to sign in. A malformed one is answered like an unknown one. */
export const enteredEmailSchema = z.pipe(
  z.string({ error: "email-invalid" }).check(z.maxLength(LONGEST_ENTERED, { error: "email-invalid" })),
  z.transform(normalizeEmail),
);
