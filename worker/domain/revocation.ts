/**
 * Who ended a token: its owner, somebody who administers the organization, or whoever held the token
 * itself (RFC 7009, `DELETE /tokens/current`).
 */
export type RevokedBy = "owner" | "administrator" | "holder";

/** What is known of a revoked token after its row is gone. */
export type Tombstone = { at: number; by: RevokedBy };
