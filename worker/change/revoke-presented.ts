import type { Authority } from "../../db/demands.ts";
import { findForVerification } from "../../db/verification.ts";
import { parseToken } from "../domain/tokens/token.ts";
import type { Runtime } from "../verification/runtime.ts";
import { revoke } from "./revoke.ts";

/** Possession is the authorisation (RFC 7009 §2.1). */
const HOLDER: Authority = {
  credential: { kind: "possession" },
  member: null,
  role: "member",
  permission: null,
};

/**
 * Ends the API token that somebody holds, whoever they are (RFC 7009), and tells its owner by mail, for
 * it may have leaked. What is no token, is not known, has ended before or is a session changes nothing.
 * Rejects where D1 does not answer: it may still live.
 */
export async function revokePresented(runtime: Runtime, text: string): Promise<void> {
  const parsed = parseToken(text, runtime.settings.tokenPrefix);
  if (parsed?.kind !== "api") return;
  await end(runtime, parsed);
  // Also where there was nothing to end: somebody else may have ended it just now, and its leases live on.
  runtime.narrowed();
}

async function end(
  runtime: Runtime,
  { id, plain }: NonNullable<ReturnType<typeof parseToken>>,
): Promise<void> {
  const hash = await plain.hash();
  const now = runtime.now();
  const recollection = runtime.tombstones.recall(hash);
  if (recollection?.tombstone) return;
  if (recollection?.missing && !runtime.tombstones.isDue(recollection, now)) return;

  const found = await findForVerification(runtime.database, { id, knownVersion: "" }, null);
  if (found === null || !found.stored.hash.equals(hash)) {
    const tombstone = await runtime.tombstones.ask(hash, now);
    if (!tombstone) runtime.tombstones.rememberMissing(hash, now);
    return;
  }
  const { member, token } = found.stored;
  await revoke(runtime, {
    authority: HOLDER,
    selection: { organizationId: member.organization.id, userId: member.user.id, kind: "api", id: token.id },
    by: "holder",
    actor: null,
    notify: {
      organization: member.organization.name,
      administrator: null,
      tokenPrefix: runtime.settings.tokenPrefix,
    },
    at: now,
  });
}
