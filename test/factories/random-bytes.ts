/** The Worker's own source. */
export const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
