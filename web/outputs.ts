import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "../worker/procedures/router.ts";

/** The output of each procedure, by its name on the wire. */
export type Outputs = inferRouterOutputs<AppRouter>;

export type Session = NonNullable<Outputs["session"]["current"]>;
export type Token = Outputs["tokens"]["list"]["items"][number];
export type NewToken = Outputs["tokens"]["create"];
export type SecondaryToken = Outputs["secondaryTokens"]["list"]["items"][number];
export type TeamMember = Outputs["team"]["member"];
export type OrganizationHome = Outputs["organization"]["home"];
export type Deletion = Outputs["secondaryTokens"]["delete"];
export type OrganizationToken = Outputs["organization"]["tokens"]["items"][number];
export type Happening = Outputs["activity"]["list"]["items"][number];
export type Passkey = Outputs["passkeys"]["list"]["items"][number];
export type Customer = Outputs["partner"]["customers"]["items"][number];
export type UndeliveredMail = Outputs["organization"]["undeliveredMail"]["items"][number];
export type Import = Outputs["organization"]["importEndpoints"];
export type UnlistedRequests = Outputs["organization"]["unlistedRequests"];
export type Identified = Outputs["organization"]["identifyToken"];
export type Usage = Outputs["tokens"]["usage"];
export type StateCounts = Outputs["tokens"]["states"];
export type ListedState = keyof StateCounts;
export type PermissionUsage = Outputs["organization"]["permissionUsage"];
export type StillCalled = Outputs["team"]["stillCalled"]["items"][number];
export type PolicyPreview = Outputs["organization"]["previewPolicy"];
export type IdentityProvider = NonNullable<Outputs["organization"]["identityProvider"]>;
