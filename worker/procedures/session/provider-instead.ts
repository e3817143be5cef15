import type { MembershipOfUser } from "../../../db/members/users.ts";
import { Refusal } from "../../domain/errors.ts";
import { providerName } from "../../domain/sign-in/provider-name.ts";
import { signInPath } from "../../domain/sign-in/sign-in-path.ts";
import { isOfProvider, opensDespiteProvider, type Way } from "../../domain/sign-in/way.ts";

type Required = Pick<MembershipOfUser, "organizationId" | "organizationName" | "requiredIssuer" | "role">;

/** Whether this way opens the organization, or only its provider does. */
export function isOpenTo(way: Way, { requiredIssuer, role }: Required): boolean {
  return requiredIssuer === null || opensDespiteProvider(way, role);
}

/** Whether a Master Admin signs in this way past the required provider, which all of them are told. */
export function isBreakGlass(way: Way, { requiredIssuer }: Pick<Required, "requiredIssuer">): boolean {
  return requiredIssuer !== null && !isOfProvider(way);
}

/** Names the provider to sign in with instead. */
export function providerRequired({ organizationId, organizationName, requiredIssuer }: Required): Refusal {
  const provider = {
    name: providerName(requiredIssuer ?? "", organizationName),
    url: signInPath(organizationId),
  };
  return new Refusal("provider-required", { provider });
}
