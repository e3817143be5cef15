/**
 * Who ended a token: its owner, somebody who administers the organization, or whoever held the token
 * itself (RFC 7009, `DELETE /tokens/current`).
 */
export type RevokedBy = "owner" | "administrator" | "holder";

/** What ended a secret: the end of its token, or that a rotation put another in its place. */
export type EndedBy = RevokedBy | "rotation";

/** What is known of a secret that has ended for good. */
export type Tombstone = { at: number; by: EndedBy };
