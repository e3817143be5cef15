import * as z from "zod/mini";
import { providerOfDomain } from "../../../db/sign-in/methods.ts";
import { providerName } from "../../domain/sign-in/provider-name.ts";
import { signInPath } from "../../domain/sign-in/sign-in-path.ts";
import { domainOf, enteredEmailSchema } from "../../domain/users/email-address.ts";
import { publicProcedure } from "../trpc.ts";

const input = z.strictObject({ email: enteredEmailSchema });

/**
 * How an address can sign in, decided by its domain alone, so that nobody learns who has an account. It changes
 * nothing; it is a mutation so that the address is in no URL.
 */
export const methods = publicProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime }, input: { email } }) => {
    const found = await providerOfDomain(runtime.database, domainOf(email));
    const isOpen = !found?.isRequired;
    return {
      password: isOpen,
      passkey: isOpen,
      provider: found && {
        name: providerName(found.issuer, found.organizationName),
        url: signInPath(found.organizationId),
      },
    };
  });
