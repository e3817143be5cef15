export function hasExpired(token: { expiresAt: string | null }, now: number): boolean {
  return token.expiresAt !== null && Date.parse(token.expiresAt) <= now;
}
