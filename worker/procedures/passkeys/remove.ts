import * as z from "zod/mini";
import { passkeysOf, removePasskey } from "../../../db/sign-in/passkeys.ts";
import { commit } from "../../change/commit.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { passkeyIdSchema } from "../../domain/sign-in/passkeys.ts";
import { proved } from "../guards.ts";
import { demandOwnWay } from "../own-way.ts";
import { onOwnPasskey, toldByMail } from "./recorded.ts";

const input = z.strictObject({ id: passkeyIdSchema });

/** Removes a passkey, which no longer signs in. Sessions that it opened stay; their owner ends them one by one. */
export const remove = proved.member.input(input).mutation(async ({ ctx, input: { id } }) => {
  const { runtime, actor, authority } = ctx;
  demandOwnWay(actor);
  const userId = actor.member.user.id;
  const passkey = (await passkeysOf(runtime.database, userId)).find((one) => one.id === id);
  if (!passkey) throw new Refusal("passkey-missing");
  const at = runtime.now();
  const { name } = passkey;
  const { changed } = await commit(runtime, {
    authority,
    effect: "neither",
    at,
    change: removePasskey(userId, id),
    activity: [onOwnPasskey(actor, at, { action: "passkey.removed", detail: { name } })],
    mail: [toldByMail(actor, "passkey-removed", name, at)],
  });
  demand(changed, "passkey-missing");
  return { removed: true };
});
