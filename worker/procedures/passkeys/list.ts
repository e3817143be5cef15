import { passkeysOf } from "../../../db/sign-in/passkeys.ts";
import { proofsOf } from "../../../db/sign-in/proofs.ts";
import { isOfProvider } from "../../domain/sign-in/way.ts";
import { memberProcedure } from "../guards.ts";
import { presentPasskey } from "./present.ts";

/** The caller's own passkeys, newest first; few enough for one page. */
export const list = memberProcedure.query(async ({ ctx: { runtime, actor } }) => {
  const { id } = actor.member.user;
  const [passkeys, { password }] = await Promise.all([
    passkeysOf(runtime.database, id),
    proofsOf(runtime.database, id),
  ]);
  return {
    items: passkeys.map(presentPasskey),
    nextCursor: null,
    /** Whether this session may change them: one that a provider opened may not. */
    changeable: !isOfProvider(actor.token.opened.way),
    /** Whether the user also has a password. */
    password,
  };
});
