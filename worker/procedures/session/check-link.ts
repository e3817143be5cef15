import * as z from "zod/mini";
import { linkSchema } from "../../domain/users/one-time-link.ts";
import { publicProcedure } from "../trpc.ts";
import { openLink } from "./open-link.ts";

const input = z.strictObject({ link: linkSchema });

/**
 * What a one-time link is for, to whoever holds it: told on arrival, before anything is typed. It changes nothing,
 * and is a mutation so that the link is in no address.
 */
export const checkLink = publicProcedure.input(input).mutation(async ({ ctx: { runtime }, input }) => {
  const { purpose, email } = await openLink(runtime, input.link);
  return { purpose, email };
});
