/** The things of an organization that an input can name. */
export type Named = {
  organizationId: string;
  userId: string;
  serviceUserId: string;
  tokenId: string;
  sessionId: string;
  group: string;
  permission: string;
  /** A whole API token. */
  token: string;
};

/** Names of the same form that belong to nobody. */
export const UNKNOWN: Named = {
  organizationId: "org_000000000000",
  userId: "usr_000000000000",
  serviceUserId: "usr_000000000001",
  tokenId: "000000000000",
  sessionId: "000000000001",
  group: "Unknown only",
  permission: "unknown:read",
  token: "",
};
