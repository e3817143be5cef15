import type { NewToken } from "../outputs.ts";
import { rpc } from "../rpc.ts";
import type { Whose } from "./whose.ts";

export interface WantedRotation {
  /** RFC 3339; null for never, undefined for a life as long as before. */
  expiresAt: string | null | undefined;
  graceSeconds: number;
  endAtFirstUse: boolean;
}

/** How a token's life is changed; `rotate` is missing if the user may not replace its secret. */
export interface Life {
  rotate?: (id: string, wanted: WantedRotation) => Promise<NewToken>;
  endEarlierSecret?: (id: string) => Promise<unknown>;
  /** `until`: RFC 3339, or undefined until somebody resumes it. */
  suspend: (id: string, until: string | undefined) => Promise<unknown>;
  resume: (id: string) => Promise<unknown>;
}

const OWN: Life = {
  rotate: (id, wanted) => rpc.tokens.rotate.mutate({ id, ...wanted }),
  endEarlierSecret: (id) => rpc.tokens.endEarlierSecret.mutate({ id }),
  suspend: (id, until) => rpc.tokens.suspend.mutate({ id, until }),
  resume: (id) => rpc.tokens.resume.mutate({ id }),
};

const ANOTHERS: Life = {
  suspend: (id, until) => rpc.organization.suspendToken.mutate({ id, until }),
  resume: (id) => rpc.organization.resumeToken.mutate({ id }),
};

export function lifeOf(whose: Whose): Life {
  if (whose === "own") return OWN;
  if (whose === "another's") return ANOTHERS;
  const { serviceUser: userId } = whose;
  return {
    ...ANOTHERS,
    rotate: (id, wanted) => rpc.team.rotateToken.mutate({ userId, id, ...wanted }),
    endEarlierSecret: (id) => rpc.team.endEarlierSecret.mutate({ userId, id }),
  };
}
