/**
 * Who ended a token: its owner, an administrator of the organization, or a holder of the token itself (RFC 7009,
 * `DELETE /tokens/current`).
 */
export type RevokedBy = "owner" | "administrator" | "holder";

/** What ended a secret: the end of its token, or a rotation. */
export type EndedBy = RevokedBy | "rotation";

/** What is known of a secret that has ended for good. */
export type Tombstone = { at: number; by: EndedBy };
