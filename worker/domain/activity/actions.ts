import type { TokenEndpoints } from "../endpoints/own-endpoints.ts";
import type { Unlisted } from "../endpoints/reach.ts";
import type { FormerNames } from "../organizations/former-names.ts";
import type { Role } from "../organizations/roles.ts";
import type { LifetimePolicy } from "../policies/longest-life.ts";
import type { RevokedBy } from "../revocation.ts";
import type { ProviderProblem } from "../sign-in/provider-problem.ts";
import type { ProviderTerms } from "../sign-in/provider-settings.ts";
import type { Way } from "../sign-in/way.ts";
import type { TokenChanges } from "../tokens/edit.ts";
import type { Scopes } from "../tokens/scopes.ts";
import type { SuspendedBy } from "../tokens/suspension.ts";
import type { TokenKind } from "../tokens/token.ts";
import type { LinkPurpose } from "../users/one-time-link.ts";

type FromTo<Value> = { from: Value; to: Value };

/** A member's role, permissions and groups, as granted. */
type Grants = { role: Role; permissions: readonly string[]; visibilityGroups: readonly string[] };

/** Why an earlier secret ended: the new one was used, its time was over, or somebody ended it. */
export type EarlierSecretEnd = "first-use" | "time" | "asked";

/** Every recorded action, with its detail. */
export type Action =
  | {
      action: "session.signed-in";
      /** `way` is missing in activity recorded before there was a choice. */
      detail: { way?: Way; userAgent: string | null; clientAddress: string };
    }
  | { action: "session.proved"; detail: { way: Way } }
  | { action: "session.sign-in-refused"; detail: { clientAddress: string } }
  /** A Master Admin signed in by another way than the provider that the organization requires. */
  | { action: "session.break-glass"; detail: { way: Way | "api-token-auth"; clientAddress: string } }
  | { action: "provider.changed"; detail: FromTo<ProviderTerms | null> & { secretReplaced?: true } }
  | { action: "provider.tested"; detail: { problem: ProviderProblem | null } }
  | { action: "provider.required-off"; detail: Record<string, never> }
  | { action: "member.linked"; detail: { issuer: string } }
  | { action: "password.set"; detail: { through: LinkPurpose | "profile" } }
  | { action: "passkey.added" | "passkey.removed"; detail: { name: string } }
  | { action: "passkey.renamed"; detail: FromTo<string> }
  | { action: "passkey.counter-went-back"; detail: FromTo<number> & { name: string } }
  | { action: "profile.renamed"; detail: { from: string; to: string } }
  | { action: "organization.created"; detail: { name: string } }
  | {
      action: "member.invited" | "service-user.added" | "member.joined" | "member.removed" | "member.left";
      detail: Grants;
    }
  | { action: "member.invited-again"; detail: Record<string, never> }
  | { action: "member.renamed"; detail: FromTo<string> }
  | { action: "member.role-changed"; detail: FromTo<Role> }
  | { action: "member.permissions-changed" | "member.groups-changed"; detail: FromTo<readonly string[]> }
  | { action: "policy.changed"; detail: FromTo<LifetimePolicy> }
  | { action: "member.contact-changed"; detail: FromTo<string | null> }
  | { action: "member.deactivated" | "member.reactivated"; detail: Record<string, never> }
  | { action: "group.defined" | "group.removed"; detail: { name: string } }
  | { action: "group.renamed"; detail: FromTo<string> }
  | { action: "permission.defined" | "permission.removed"; detail: { key: string; description: string } }
  | { action: "permission.described"; detail: FromTo<string> & { key: string } }
  | {
      action: "token.created";
      detail: { expiresAt: number | null; scopes: Scopes; endpoints?: TokenEndpoints };
    }
  | {
      action: "permission.endpoints-changed";
      detail: { key: string; added: readonly string[]; removed: readonly string[] };
    }
  | { action: "endpoints.imported"; detail: { keys: readonly string[]; endpoints: number } }
  | { action: "endpoints.unlisted-set"; detail: { to: Unlisted } }
  | { action: "organization.former-names-set"; detail: { to: FormerNames } }
  | { action: "token.changed"; detail: TokenChanges }
  | { action: "token.renamed"; detail: { from: string; to: string } }
  | {
      action: "token.rotated";
      detail: { expiresAt: FromTo<number | null>; earlierEndsAt: number | null; endsAtFirstUse: boolean };
    }
  | { action: "token.earlier-secret-ended"; detail: { because: EarlierSecretEnd } }
  | {
      action: "token.retired-secret-used" | "token.resumed" | "mail.sent-again";
      detail: Record<string, never>;
    }
  | { action: "token.suspended"; detail: { until: number | null; by: SuspendedBy } }
  | { action: "tokens.all-ended"; detail: { tokens: number; by: "owner" | "administrator" } }
  | { action: "token.revoked"; detail: { kind: TokenKind; by: RevokedBy; because?: EndCause; again?: 1 } };

/** Another change as the cause of tokens' end. */
export type EndCause = "password-changed" | "provider-required" | "provider-changed";

export type ActivityDetail = Action["detail"];

/** One recorded event. `at` in ms UTC. */
export type Activity = Action & {
  organizationId: string;
  actor: { id: string; name: string } | null;
  subject: { id: string; name: string } | null;
  token: { id: string; name: string } | null;
  at: number;
};

/** The action of this name, with its detail. */
export type Named<Name extends Action["action"]> = Extract<Action, { action: Name }>;
