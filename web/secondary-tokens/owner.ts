/** The owner, if it is somebody else. */
export interface Owner {
  id: string;
  name: string;
  /** Null for service users, who get no mail. */
  email: string | null;
}
