import type { Named } from "./named.ts";

/**
 * Every procedure with what in its input names something of an organization; null for those that name
 * nothing. A procedure that is missing here fails the test.
 */
export const PROCEDURES: Record<string, ((named: Named) => unknown) | null> = {
  "activity.list": ({ userId }) => ({ userId }),
  "organization.defineGroup": ({ group }) => ({ name: group, newName: "Renamed" }),
  "organization.definePermission": null,
  "organization.home": null,
  "organization.removeGroup": ({ group }) => ({ name: group }),
  "organization.removePermission": ({ permission }) => ({ key: permission }),
  "organization.revokeToken": ({ tokenId }) => ({ id: tokenId }),
  "organization.tokens": ({ tokenId }) => ({ q: tokenId }),
  "partner.customers": null,
  "profile.changePassword": null,
  "profile.get": null,
  "profile.rename": null,
  "secondaryTokens.delete": ({ sessionId }) => ({ id: sessionId }),
  "secondaryTokens.deleteAll": ({ userId }) => ({ userId }),
  "secondaryTokens.list": ({ userId }) => ({ userId }),
  "session.checkLink": null,
  "session.current": null,
  "session.forgotPassword": null,
  "session.setPassword": null,
  "session.signIn": ({ organizationId }) => ({
    email: "member@northwind.example",
    password: "northwind demo passphrase",
    organizationId,
  }),
  "session.signOut": null,
  "session.signOutEverywhere": null,
  "session.switchOrganization": ({ organizationId }) => ({ organizationId }),
  "team.addMember": ({ group }) => ({ email: "x@x.example", name: "X", visibilityGroups: [group] }),
  "team.addServiceUser": ({ permission }) => ({ name: "X", permissions: [permission] }),
  "team.createToken": ({ userId }) => ({ userId, name: "X" }),
  "team.editMember": ({ userId }) => ({ userId, name: "X" }),
  "team.list": null,
  "team.member": ({ userId }) => ({ userId }),
  "team.removeMember": ({ userId }) => ({ userId }),
  "team.setDeactivated": ({ userId }) => ({ userId, deactivated: true }),
  "team.tokens": ({ userId }) => ({ userId }),
  "tokens.create": ({ permission }) => ({ name: "X", scopes: [permission] }),
  "tokens.list": ({ tokenId }) => ({ name: tokenId }),
  "tokens.rename": ({ tokenId }) => ({ id: tokenId, name: "X" }),
  "tokens.revoke": ({ tokenId }) => ({ id: tokenId }),
};
