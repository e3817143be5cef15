import { and, type SQL } from "drizzle-orm";
import { isNoMasterAdmin } from "../../../../db/members/memberships.ts";
import { emailOf, findByEmail, type MembershipOfUser, membershipsOf } from "../../../../db/members/users.ts";
import { isProvider, type StoredProvider } from "../../../../db/sign-in/identity-providers.ts";
import { domainsOf } from "../../../../db/sign-in/provider-domains.ts";
import {
  findLinked,
  hasLink,
  isLinkedTo,
  link,
  mayLink,
  type Subject,
} from "../../../../db/sign-in/provider-subjects.ts";
import { SYSTEM } from "../../../change/authorize.ts";
import type { Actor } from "../../../domain/actor.ts";
import { Refusal } from "../../../domain/errors.ts";
import { claimedEmail, domainOf, type Identity } from "../../../domain/sign-in/identity.ts";
import { ProviderFailure } from "../../../sign-in/oidc/provider-failure.ts";
import type { Context } from "../../context.ts";
import { openSession } from "../open-session.ts";
import { join } from "./join.ts";

type Ground = Pick<Context, "runtime" | "client" | "cookie">;

/** The organization, and who vouches for the person there. Cloudflare Access needs no provider. */
type Door = { organizationId: string; replaces: Actor | null } & (
  | { way: "provider"; provider: StoredProvider }
  | { way: "access"; provider: StoredProvider | null }
);

type SignedIn = Awaited<ReturnType<typeof openSession>>;

/**
 * Opens a session for the person that the provider names. It is the member linked to that subject, whatever their
 * address is by now. Otherwise it is the member with that address, if it is verified and they are linked to nobody
 * else there; they are linked from then on. Otherwise it is a new member, if new members are wanted. @throws
 * ProviderFailure that says what is missing
 */
export async function comeIn(
  ctx: Ground,
  { organizationId, provider, way, replaces }: Door,
  identity: Identity,
): Promise<SignedIn> {
  const { runtime } = ctx;
  const subject = { organizationId, issuer: identity.issuer, subject: identity.subject };
  const linked = await findLinked(runtime.database, subject);
  const who = linked
    ? {
        userId: linked.userId,
        isNew: false,
        expects: undefined,
        email: await emailOf(runtime.database, linked.userId),
      }
    : { ...(await byEmail(ctx, subject, { provider, way }, identity)), isNew: true };
  const membership = await membershipIn(ctx, who.userId, organizationId);
  if (!membership || who.email === null) throw new ProviderFailure("not-a-member");
  if (membership.deactivatedAt !== null) throw new ProviderFailure("deactivated");
  const at = runtime.now();
  const member = { id: who.userId, name: membership.name };
  try {
    return await openSession(ctx, {
      userId: who.userId,
      email: who.email,
      membership,
      // The provider's word is the authority; the batch checks everything that it depends on.
      authority: { ...SYSTEM, proof: "given" },
      opened: { way, provedAt: Math.min(identity.authenticatedAt ?? at, at) },
      replaces,
      expiresAt: at + runtime.settings.sessionAbsoluteMs,
      expects: and(
        provider && way === "provider" ? isProvider(provider) : undefined,
        who.isNew ? mayLink(subject, who.userId, who.email) : isLinkedTo(subject, who.userId),
        who.expects,
      ),
      consequences: who.isNew ? [link(subject, who.userId, at)] : [],
      activity: who.isNew
        ? [
            {
              action: "member.linked",
              detail: { issuer: identity.issuer },
              organizationId,
              actor: member,
              subject: member,
              token: null,
              at,
            },
          ]
        : [],
    });
  } catch (error) {
    // Something changed at that moment; a new sign-in meets the present state.
    if (error instanceof Refusal) throw new ProviderFailure("provider-changed", { cause: error });
    throw error;
  }
}

/**
 * The member with this verified address, or a new one if new members are wanted. For Cloudflare Access an unverified
 * address is enough, unless the member has power over all of the organization: the operator decides whom Access lets
 * in.
 */
async function byEmail(
  ctx: Ground,
  subject: Subject,
  { provider, way }: Pick<Door, "provider" | "way">,
  { email: claim, emailVerified, name }: Identity,
): Promise<{ userId: string; email: string; expects: SQL | undefined }> {
  const { database } = ctx.runtime;
  const { organizationId } = subject;
  if (claim === null) throw new ProviderFailure("email-missing");
  const email = claimedEmail(claim);
  if (email === null) throw new ProviderFailure("email-invalid");
  const trusting = !emailVerified && provider?.trustEmails ? isProvider(provider) : undefined;
  const isVerified = emailVerified || trusting !== undefined;
  if (!isVerified && way === "provider") throw new ProviderFailure("email-unverified");
  const known = await findByEmail(database, email);
  const membership = known && (await membershipIn(ctx, known.id, organizationId));
  if (known && membership) {
    const key = { organizationId, userId: known.id };
    if (await hasLink(database, key, subject.issuer)) throw new ProviderFailure("linked-otherwise");
    if (isVerified) return { userId: known.id, email, expects: trusting };
    if (membership.role === "master_admin") throw new ProviderFailure("access-unverified");
    return { userId: known.id, email, expects: isNoMasterAdmin(key) };
  }
  const isWanted =
    provider?.newMembers && (await domainsOf(database, organizationId)).includes(domainOf(email));
  if (!isWanted) throw new ProviderFailure("not-a-member");
  if (!isVerified) throw new ProviderFailure("access-unverified");
  return { userId: await join(ctx, provider, { email, name, knownId: known?.id }), email, expects: trusting };
}

async function membershipIn(
  { runtime }: Ground,
  userId: string,
  organizationId: string,
): Promise<MembershipOfUser | undefined> {
  const memberships = await membershipsOf(runtime.database, userId);
  return memberships.find((one) => one.organizationId === organizationId);
}
