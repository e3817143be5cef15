/** What whoever comes in by the organization's provider for the first time is given. */
export type NewMembers = { permissions: string[]; visibilityGroups: string[] };
