/** What is stored of a `state`: a reader of the database cannot complete a sign-in that somebody else began. */
export async function hashOfState(state: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(state)));
}
