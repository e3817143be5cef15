import { memberProcedure } from "../guards.ts";
import { endAllOwn } from "../secondary-tokens/end-all.ts";

/** Deletes all the member's secondary tokens, this session with them. */
export const signOutEverywhere = memberProcedure.mutation(({ ctx }) => endAllOwn(ctx));
