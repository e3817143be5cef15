/** Whose they are, if they are somebody else's. */
export interface Owner {
  id: string;
  name: string;
  /** Null for service users, who get no mail. */
  email: string | null;
}
