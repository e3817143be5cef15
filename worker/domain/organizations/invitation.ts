import { DAY_MS } from "../durations.ts";
/** An invitation to which nobody has agreed yet. `at` in ms UTC. */
export type Invitation = { at: number; by: { id: string; name: string } };

/** So many invitations somebody is sent, from all organizations together: nobody's mailbox is flooded. */
export const MOST_INVITATIONS = { most: 5, withinMs: DAY_MS };
