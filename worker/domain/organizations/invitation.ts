import { DAY_MS } from "../durations.ts";
/** An invitation that nobody has accepted yet. `at` in ms UTC. */
export type Invitation = { at: number; by: { id: string; name: string } };

/** How many invitations a person is sent, from all organizations together: nobody's mailbox is flooded. */
export const MOST_INVITATIONS = { most: 5, withinMs: DAY_MS };
