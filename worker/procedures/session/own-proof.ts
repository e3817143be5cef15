import * as z from "zod";
import type { SignedIn } from "../../domain/actor.ts";
import { enteredPasswordSchema } from "../../domain/users/password.ts";
import type { Context } from "../context.ts";
import { checkInLine } from "./check-in-line.ts";
import { checkOwnPassword } from "./own-password.ts";

/** Of what cannot be taken back: an open browser alone does not do it. */
export const ownProof = z.strictObject({ password: enteredPasswordSchema });

/** @throws Refusal `password-wrong`, `sign-in-throttled` */
export async function demandOwnProof(
  ctx: Context & { actor: SignedIn },
  { password }: z.output<typeof ownProof>,
): Promise<void> {
  await checkInLine(ctx, (turn) => checkOwnPassword(ctx, password, { turn, field: "password" }));
}
