import { memberProcedure } from "../guards.ts";
import { endAllOwn } from "../secondary-tokens/end-all.ts";

/** Ends all the member's secondary tokens, this session included. */
export const signOutEverywhere = memberProcedure.mutation(({ ctx }) => endAllOwn(ctx));
