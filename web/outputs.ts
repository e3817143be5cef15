import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "../worker/procedures/router.ts";

/** What each procedure answers, by its name on the wire. */
export type Outputs = inferRouterOutputs<AppRouter>;

export type Session = NonNullable<Outputs["session"]["current"]>;
export type Token = Outputs["tokens"]["list"]["items"][number];
export type NewToken = Outputs["tokens"]["create"];
export type SecondaryToken = Outputs["secondaryTokens"]["list"]["items"][number];
export type Deletion = Outputs["secondaryTokens"]["delete"];
