import type { Authority } from "../../db/demands.ts";
import { findForVerification } from "../../db/tokens/verification.ts";
import { secretOf } from "../domain/tokens/rotation.ts";
import { parseToken } from "../domain/tokens/token.ts";
import type { Ground as Verification } from "../verification/ground.ts";
import type { Ground as Change } from "./commit.ts";
import { revoke } from "./revoke.ts";

type Ground = Change & Pick<Verification, "settings" | "now">;

/** Possession is the authorisation (RFC 7009 §2.1). */
const HOLDER: Authority = {
  credential: { kind: "possession" },
  member: null,
  role: "member",
  permission: null,
  proof: "unasked",
};

/**
 * Ends the API token that the caller presents, whoever they are (RFC 7009), and tells its owner by mail, because it
 * may have leaked. During a rotation either secret counts as the token. Does nothing if the text is not a token, is
 * unknown, has already ended or is a session. Rejects if D1 does not answer: the token may still be live.
 */
export async function revokePresented(ground: Ground, text: string): Promise<void> {
  const parsed = parseToken(text, ground.settings.tokenPrefix);
  if (parsed?.kind !== "api") return;
  await end(ground, parsed);
  // Also if nothing was left to end: another call may have ended it just now, while its leases still hold.
  ground.narrowed();
}

async function end(ground: Ground, { id, plain }: NonNullable<ReturnType<typeof parseToken>>): Promise<void> {
  const hash = await plain.hash();
  const now = ground.now();
  const recollection = ground.tombstones.recall(hash);
  if (recollection?.tombstone) return;
  if (recollection?.missing && !ground.tombstones.isDue(recollection, now)) return;

  const found = await findForVerification(ground.database, { id, knownVersion: "" }, null);
  const secret = found && secretOf(found.stored, hash, now);
  if (found === null || secret === null || secret === "retired") {
    const tombstone = await ground.tombstones.ask(hash, now);
    if (!tombstone) ground.tombstones.rememberMissing(hash, now);
    return;
  }
  const { member, token } = found.stored;
  await revoke(ground, {
    authority: HOLDER,
    selection: { organizationId: member.organization.id, userId: member.user.id, kind: "api", id: token.id },
    by: "holder",
    actor: null,
    notify: {
      organization: member.organization.name,
      administrator: null,
      tokenPrefix: ground.settings.tokenPrefix,
    },
    at: now,
  });
}
