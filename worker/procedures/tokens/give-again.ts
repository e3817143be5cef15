import { RECORDED_BEFORE } from "../../../db/commit.ts";
import type { ProvedAuthority } from "../../../db/demands.ts";
import { type EarlierCreation, isUnseen, replaceUnseen } from "../../../db/tokens/creations.ts";
import { commit } from "../../change/commit.ts";
import { Refusal } from "../../domain/errors.ts";
import { type Holder, stateOf } from "../../domain/tokens/state.ts";
import { generateSecret } from "../../domain/tokens/token.ts";
import type { Runtime } from "../runtime.ts";
import { presentToken } from "./present.ts";

/**
 * A token whose secret never arrived, with a new secret. The earlier one is dead, as after a rotation without grace.
 * Null if another call gave it again at this moment.
 * @throws Refusal `creation-key-spent`, or if the authority no longer holds
 */
export async function giveAgain(
  runtime: Runtime,
  {
    earlier: { actorUserId, token },
    owner,
    actor,
    authority,
  }: {
    earlier: EarlierCreation;
    owner: Holder;
    actor: { id: string };
    authority: ProvedAuthority;
  },
) {
  const at = runtime.now();
  if (token === null || actorUserId !== actor.id || !isUntouched(token, owner, at))
    throw new Refusal("creation-key-spent");
  const { hash: before, ...shown } = token;
  const { tokenPrefix } = runtime.settings;
  const plain = generateSecret("api", token.id, tokenPrefix, runtime.randomBytes);
  const { changed } = await commit(runtime, {
    authority,
    effect: "narrows",
    at,
    expects: isUnseen(token.id, before),
    change: replaceUnseen(token.id, await plain.hash()),
    retires: [{ tokenId: token.id, hash: before }],
    activity: RECORDED_BEFORE,
  });
  if (!changed) return null;
  return {
    ...presentToken(shown, { tokenPrefix, holder: owner, now: at }),
    token: plain.reveal(),
    organizationId: owner.organization.id,
  };
}

/** Live, and neither used nor rotated since it was made. */
function isUntouched(token: NonNullable<EarlierCreation["token"]>, owner: Holder, at: number): boolean {
  return stateOf(token, owner, at) === "live" && token.lastUsedAt === null && token.rotatedAt === null;
}
