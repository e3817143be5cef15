/**
 * A text that is safe as an HTTP header's value and means one thing to every gateway: visible ASCII
 * stays, everything else is percent-encoded as UTF-8, and so is `%`, so that it can be read back.
 */
export function headerValue(text: string): string {
  return text.toWellFormed().replace(/[^\x21-\x24\x26-\x7e]/gu, encodeURIComponent);
}
