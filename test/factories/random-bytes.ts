/** The same source as the Worker's. */
export const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
