import type { MembershipOfUser } from "../../../db/members/users.ts";
import { Refusal } from "../../domain/errors.ts";
import { providerName } from "../../domain/sign-in/provider-name.ts";
import { signInPath } from "../../domain/sign-in/sign-in-path.ts";
import { isOfProvider, opensDespiteProvider, type Way } from "../../domain/sign-in/way.ts";

type Required = Pick<MembershipOfUser, "organizationId" | "organizationName" | "requiredIssuer" | "role">;

/** Whether this way opens the organization, or its provider alone does. */
export function isOpenTo(way: Way, { requiredIssuer, role }: Required): boolean {
  return requiredIssuer === null || opensDespiteProvider(way, role);
}

/** Whether a Master Admin comes in by this way past the provider that is required, which is told to all of them. */
export function isBreakGlass(way: Way, { requiredIssuer }: Pick<Required, "requiredIssuer">): boolean {
  return requiredIssuer !== null && !isOfProvider(way);
}

/** Says which provider to sign in with instead. */
export function providerRequired({ organizationId, organizationName, requiredIssuer }: Required): Refusal {
  const provider = {
    name: providerName(requiredIssuer ?? "", organizationName),
    url: signInPath(organizationId),
  };
  return new Refusal("provider-required", { provider });
}
