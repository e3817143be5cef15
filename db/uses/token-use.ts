import type { LastUse } from "../../worker/domain/tokens/last-use.ts";

/** When (ms UTC) and for what the token with this id was used. */
export type TokenUse = { id: string; at: number; use: LastUse };
