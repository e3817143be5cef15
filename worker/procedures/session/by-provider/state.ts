/** What is kept of a `state`: whoever reads the database can end no sign-in that others began. */
export async function hashOfState(state: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(state)));
}
