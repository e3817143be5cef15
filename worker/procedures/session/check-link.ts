import * as z from "zod/mini";
import { membershipsOf } from "../../../db/members/users.ts";
import { linkSchema } from "../../domain/users/one-time-link.ts";
import { publicProcedure } from "../trpc.ts";
import { destination } from "./destination.ts";
import { openLink } from "./open-link.ts";

const input = z.strictObject({ link: linkSchema });

/**
 * What a one-time link is for, shown to its holder before they type anything. It changes nothing; it is a mutation so
 * that the link is in no address. @throws Refusal as `openLink` and `destination`
 */
export const checkLink = publicProcedure.input(input).mutation(async ({ ctx: { runtime }, input }) => {
  const { purpose, email, userId, organizationId } = await openLink(runtime, input.link);
  destination(await membershipsOf(runtime.database, userId), organizationId);
  return { purpose, email };
});
