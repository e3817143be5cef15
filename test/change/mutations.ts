import type { Role } from "../../worker/domain/organizations/roles.ts";
import type { DemandedPermission } from "../../worker/domain/permissions.ts";
import { PASSWORD } from "../factories/password.ts";

/** What the inputs of mutations name: a member, a service user, and a token of the caller and of the member. */
export type Place = {
  email: string;
  callerId: string;
  memberId: string;
  newcomerId: string;
  /** Has not accepted the invitation yet. */
  invitedId: string;
  serviceUserId: string;
  ownTokenId: string;
  serviceTokenId: string;
  memberTokenId: string;
  /** The caller's. */
  suspendedTokenId: string;
  /** The caller's, in rotation. */
  rotatedTokenId: string;
  otherOrganizationId: string;
  /** The caller's. */
  passkeyId: string;
  /** An authenticator's answer to a challenge that the caller's session asked for. */
  registration: unknown;
  /** Not delivered. */
  mailId: string;
};

type Mutation = {
  /** The least role of the caller. */
  role: Role;
  effect: "narrows" | "widens" | "neither";
  /** An input that changes something. */
  input?: (place: Place) => unknown;
  /** Whether the caller's session needs a recent proof. */
  proof: boolean;
  /** The caller may lose this permission at the moment of the batch, and is then refused. */
  permission?: DemandedPermission;
};

/** Every mutation with what it needs and does; a missing one fails the test. */
export const MUTATIONS: Record<string, Mutation> = {
  "organization.defineGroup": {
    role: "superuser",
    effect: "neither",
    proof: false,
    input: () => ({ name: "LATAM" }),
  },
  "organization.definePermission": {
    role: "superuser",
    effect: "neither",
    proof: false,
    input: () => ({ key: "reports:share", description: "Can share" }),
  },
  "organization.importEndpoints": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: () => ({
      document: { openapi: "3.1.0", paths: { "/a": { get: { security: [{ oauth: ["reports:read"] }] } } } },
      apply: true,
    }),
  },
  "organization.leave": { role: "member", effect: "narrows", proof: true },
  "organization.setUnlistedEndpoints": {
    role: "superuser",
    effect: "widens",
    proof: false,
    input: () => ({ unlisted: "allow" }),
  },
  "organization.removeGroup": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: () => ({ name: "EMEA" }),
  },
  "organization.removeIdentityProvider": { role: "master_admin", effect: "narrows", proof: true },
  "organization.removePermission": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: () => ({ key: "reports:read" }),
  },
  "organization.revokeToken": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: ({ memberTokenId }) => ({ id: memberTokenId }),
  },
  "organization.revokeTokens": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: ({ memberTokenId, serviceTokenId }) => ({ ids: [memberTokenId, serviceTokenId] }),
  },
  "organization.resumeToken": {
    role: "superuser",
    effect: "widens",
    proof: false,
    input: ({ suspendedTokenId }) => ({ id: suspendedTokenId }),
  },
  "organization.sendMailAgain": {
    role: "superuser",
    effect: "neither",
    proof: false,
    input: ({ mailId }) => ({ id: mailId }),
  },
  "organization.setFormerNames": {
    role: "superuser",
    effect: "neither",
    proof: true,
    input: () => ({ formerNames: "pseudonym" }),
  },
  "organization.setIdentityProvider": {
    role: "master_admin",
    effect: "narrows",
    proof: true,
    input: () => ({
      issuer: "https://id.example",
      clientId: "latchkey",
      domains: ["northwind.example"],
      required: false,
      trustEmails: false,
      newMembers: null,
    }),
  },
  "organization.setPolicy": {
    role: "superuser",
    effect: "narrows",
    proof: true,
    input: () => ({ maxLifetimeDays: 3650, maxIdleDays: null, exemptServiceUsers: false }),
  },
  "organization.suspendToken": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: ({ memberTokenId }) => ({ id: memberTokenId }),
  },
  "passkeys.challenge": {
    role: "member",
    effect: "neither",
    proof: true,
    input: () => ({ for: "register" }),
  },
  "passkeys.register": {
    role: "member",
    effect: "neither",
    proof: true,
    input: ({ registration }) => ({ name: "Phone", response: registration }),
  },
  "passkeys.remove": {
    role: "member",
    effect: "neither",
    proof: true,
    input: ({ passkeyId }) => ({ id: passkeyId }),
  },
  "passkeys.rename": {
    role: "member",
    effect: "neither",
    proof: true,
    input: ({ passkeyId }) => ({ id: passkeyId, name: "Renamed" }),
  },
  "profile.changePassword": {
    role: "member",
    effect: "narrows",
    proof: false,
    input: () => ({ currentPassword: PASSWORD, newPassword: "violet kettle runs uphill" }),
  },
  "profile.deleteAccount": { role: "member", effect: "narrows", proof: true },
  "profile.rename": {
    role: "member",
    effect: "neither",
    proof: false,
    input: () => ({ name: "Another Name" }),
  },
  "secondaryTokens.delete": {
    role: "master_admin",
    effect: "narrows",
    proof: false,
    input: ({ memberTokenId }) => ({ id: memberTokenId }),
  },
  "secondaryTokens.deleteAll": {
    role: "master_admin",
    effect: "narrows",
    proof: false,
    input: ({ memberId }) => ({ userId: memberId }),
  },
  "secondaryTokens.deleteMany": {
    role: "master_admin",
    effect: "narrows",
    proof: false,
    input: ({ memberId, memberTokenId }) => ({ userId: memberId, ids: [memberTokenId] }),
  },
  "session.prove": { role: "member", effect: "widens", proof: false, input: () => ({ password: PASSWORD }) },
  "session.signOut": { role: "member", effect: "narrows", proof: false },
  "session.signOutEverywhere": { role: "member", effect: "narrows", proof: false },
  "session.switchOrganization": {
    role: "member",
    effect: "narrows",
    proof: false,
    input: ({ otherOrganizationId }) => ({ organizationId: otherOrganizationId }),
  },
  "team.addMember": {
    role: "superuser",
    effect: "neither",
    proof: true,
    input: () => ({ email: `${crypto.randomUUID()}@northwind.example`, name: "New One" }),
  },
  "team.addServiceUser": {
    role: "superuser",
    effect: "neither",
    proof: true,
    input: () => ({ name: "bot" }),
  },
  "team.createToken": {
    role: "superuser",
    effect: "widens",
    proof: true,
    input: ({ serviceUserId }) => ({ userId: serviceUserId, name: "Deploys" }),
  },
  "team.editMember": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: ({ memberId }) => ({ userId: memberId, permissions: ["tokens.personal"] }),
  },
  "team.editToken": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: ({ serviceUserId, serviceTokenId }) => ({
      userId: serviceUserId,
      id: serviceTokenId,
      endpoints: ["GET /reports"],
    }),
  },
  "team.endEarlierSecret": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: ({ serviceUserId, serviceTokenId }) => ({ userId: serviceUserId, id: serviceTokenId }),
  },
  "team.rotateToken": {
    role: "superuser",
    effect: "narrows",
    proof: true,
    input: ({ serviceUserId, serviceTokenId }) => ({ userId: serviceUserId, id: serviceTokenId }),
  },
  "team.inviteAgain": {
    role: "superuser",
    effect: "neither",
    proof: false,
    input: ({ invitedId }) => ({ userId: invitedId }),
  },
  "team.removeMember": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: ({ memberId }) => ({ userId: memberId }),
  },
  "team.setDeactivated": {
    role: "superuser",
    effect: "narrows",
    proof: false,
    input: ({ memberId }) => ({ userId: memberId, deactivated: true }),
  },
  "tokens.create": {
    role: "member",
    effect: "widens",
    proof: true,
    input: () => ({ name: "Mine" }),
    permission: "tokens.personal",
  },
  "tokens.edit": {
    role: "member",
    effect: "narrows",
    proof: false,
    input: ({ ownTokenId }) => ({ id: ownTokenId, endpoints: ["GET /reports"] }),
  },
  "tokens.endEarlierSecret": {
    role: "member",
    effect: "narrows",
    proof: false,
    input: ({ rotatedTokenId }) => ({ id: rotatedTokenId }),
    permission: "tokens.personal",
  },
  "tokens.resume": {
    role: "member",
    effect: "widens",
    proof: false,
    input: ({ suspendedTokenId }) => ({ id: suspendedTokenId }),
    permission: "tokens.personal",
  },
  "tokens.rotate": {
    role: "member",
    effect: "narrows",
    proof: true,
    input: ({ ownTokenId }) => ({ id: ownTokenId }),
    permission: "tokens.personal",
  },
  "tokens.suspend": {
    role: "member",
    effect: "narrows",
    proof: false,
    input: ({ ownTokenId }) => ({ id: ownTokenId }),
    permission: "tokens.personal",
  },
  "tokens.rename": {
    role: "member",
    effect: "neither",
    proof: false,
    input: ({ ownTokenId }) => ({ id: ownTokenId, name: "Renamed" }),
    permission: "tokens.personal",
  },
  "tokens.revoke": {
    role: "member",
    effect: "narrows",
    proof: false,
    input: ({ ownTokenId }) => ({ id: ownTokenId }),
    permission: "tokens.personal",
  },
  "tokens.revokeMany": {
    role: "member",
    effect: "narrows",
    proof: false,
    input: ({ ownTokenId, rotatedTokenId }) => ({ ids: [ownTokenId, rotatedTokenId] }),
    permission: "tokens.personal",
  },
};

/** Mutations of the same procedures with another effect or need. */
export const FURTHER: [name: string, Mutation][] = [
  [
    "passkeys.challenge",
    { role: "member", effect: "neither", proof: false, input: () => ({ for: "prove" }) },
  ],
  [
    "organization.definePermission",
    {
      role: "superuser",
      effect: "narrows",
      proof: false,
      input: () => ({ key: "reports:read", description: "Can read reports", endpoints: ["GET /reports"] }),
    },
  ],
  [
    "tokens.edit",
    {
      role: "member",
      effect: "neither",
      proof: false,
      input: ({ ownTokenId }) => ({ id: ownTokenId, name: "Renamed" }),
      permission: "tokens.personal",
    },
  ],
  [
    "organization.defineGroup",
    {
      role: "superuser",
      effect: "narrows",
      proof: false,
      input: () => ({ name: "EMEA", newName: "Europe" }),
    },
  ],
  [
    "team.editMember",
    {
      role: "superuser",
      effect: "neither",
      proof: false,
      input: ({ memberId }) => ({ userId: memberId, name: "Mei T." }),
    },
  ],
  [
    "team.editMember",
    {
      role: "superuser",
      effect: "widens",
      proof: true,
      input: ({ memberId }) => ({ userId: memberId, visibilityGroups: ["EMEA", "APAC"] }),
    },
  ],
  [
    "team.editMember",
    {
      role: "master_admin",
      effect: "widens",
      proof: true,
      input: ({ memberId }) => ({ userId: memberId, role: "superuser" }),
    },
  ],
  [
    "team.addMember",
    {
      role: "master_admin",
      effect: "neither",
      proof: true,
      input: () => ({
        email: `${crypto.randomUUID()}@northwind.example`,
        name: "New One",
        role: "superuser",
      }),
    },
  ],
  [
    "team.setDeactivated",
    {
      role: "superuser",
      effect: "widens",
      proof: true,
      input: ({ newcomerId }) => ({ userId: newcomerId, deactivated: false }),
    },
  ],
  [
    "secondaryTokens.delete",
    { role: "member", effect: "narrows", proof: false, input: ({ ownTokenId }) => ({ id: ownTokenId }) },
  ],
  ["secondaryTokens.deleteAll", { role: "member", effect: "narrows", proof: false, input: () => ({}) }],
  [
    "secondaryTokens.deleteMany",
    { role: "member", effect: "narrows", proof: false, input: ({ ownTokenId }) => ({ ids: [ownTokenId] }) },
  ],
];

/** Mutations in name only: their input must not be in an address. */
export const CHANGE_NOTHING = [
  "organization.identifyToken",
  "organization.previewPolicy",
  "organization.testIdentityProvider",
];

/** For people who are not signed in yet: their proof is a password or a link (`test/procedures/session/`). */
export const BEFORE_SIGNING_IN = [
  "session.checkLink",
  "session.forgotPassword",
  "session.methods",
  "session.setPassword",
  "session.signIn",
  "session.signInWithAccess",
  "session.signInWithPasskey",
];
