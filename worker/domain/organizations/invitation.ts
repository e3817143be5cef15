/** An invitation to which nobody has agreed yet. `at` in ms UTC. */
export type Invitation = { at: number; by: { id: string; name: string } };

const DAY_MS = 24 * 60 * 60 * 1000;

/** So many invitations somebody is sent, from all organizations together: nobody's mailbox is flooded. */
export const MOST_INVITATIONS = { most: 5, withinMs: DAY_MS };
