const LONGEST_SUBJECT = 255;

/** Whether a `sub` can name somebody (OpenID Connect Core §2): an empty one would be everybody's. */
export function isSubject(text: string): boolean {
  return text.length > 0 && text.length <= LONGEST_SUBJECT;
}
