/**
 * A text as a safe HTTP header value that every gateway reads alike: visible ASCII stays, everything else and `%`
 * itself are percent-encoded as UTF-8, so that it can be decoded again.
 */
export function headerValue(text: string): string {
  return text.toWellFormed().replace(/[^\x21-\x24\x26-\x7e]/gu, encodeURIComponent);
}
