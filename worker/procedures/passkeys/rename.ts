import * as z from "zod/mini";
import { passkeysOf, renamePasskey } from "../../../db/sign-in/passkeys.ts";
import { commit } from "../../change/commit.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/names.ts";
import { passkeyIdSchema } from "../../domain/sign-in/passkeys.ts";
import { proved } from "../guards.ts";
import { demandOwnWay } from "../own-way.ts";
import { presentPasskey } from "./present.ts";
import { onOwnPasskey } from "./recorded.ts";

const input = z.strictObject({ id: passkeyIdSchema, name: nameSchema });

export const rename = proved.member.input(input).mutation(async ({ ctx, input: { id, name } }) => {
  const { runtime, actor, authority } = ctx;
  demandOwnWay(actor);
  const userId = actor.member.user.id;
  const find = async () => (await passkeysOf(runtime.database, userId)).find((one) => one.id === id);
  const passkey = await find();
  if (!passkey) throw new Refusal("passkey-missing");
  if (passkey.name !== name) {
    const at = runtime.now();
    const { changed } = await commit(runtime, {
      authority,
      effect: "neither",
      at,
      change: renamePasskey(userId, id, name),
      activity: [
        onOwnPasskey(actor, at, { action: "passkey.renamed", detail: { from: passkey.name, to: name } }),
      ],
    });
    // Another call may just have given it this name.
    demand(changed || (await find()) !== undefined, "passkey-missing");
  }
  return presentPasskey({ ...passkey, name });
});
