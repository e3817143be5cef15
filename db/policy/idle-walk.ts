/** A token's place in its organization's order of last uses. */
export type IdlePlace = { usedAt: number; id: string };

/** An organization whose policy suspends idle tokens, and where the walk along its tokens continues. */
export type IdleWalk = {
  organizationId: string;
  maxIdleDays: number;
  exemptServiceUsers: boolean;
  begunAt: number | null;
  after: IdlePlace | null;
};
