/** What a new member is given at their first sign-in with the organization's provider. */
export type NewMembers = { permissions: string[]; visibilityGroups: string[] };
