/** NIST 800-63B-4 §3.1.1.2: a password that stands alone has at least 15 characters. */
export const SHORTEST_PASSWORD = 15;

/** NIST 800-63B-4 §3.1.1.2: normalised before hashing, so that every keyboard types the same password. */
export function normalizePassword(password: string): string {
  return password.normalize("NFC");
}

/** In code points of the normalised password. */
export function passwordLength(password: string): number {
  return [...normalizePassword(password)].length;
}
