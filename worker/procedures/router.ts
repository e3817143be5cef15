import { count as countActivity } from "./activity/count.ts";
import { list as listActivity } from "./activity/list.ts";
import { defineGroup } from "./organization/define-group.ts";
import { definePermission } from "./organization/define-permission.ts";
import { formerNames } from "./organization/former-names.ts";
import { home } from "./organization/home.ts";
import { identifyToken } from "./organization/identify-token.ts";
import { identityProvider } from "./organization/identity-provider.ts";
import { importEndpoints } from "./organization/import-endpoints.ts";
import { leave } from "./organization/leave.ts";
import { permissionUsage } from "./organization/permission-usage.ts";
import { policy } from "./organization/policy.ts";
import { previewPolicy } from "./organization/preview-policy.ts";
import { previewRemoval } from "./organization/preview-removal.ts";
import { removeGroup } from "./organization/remove-group.ts";
import { removeIdentityProvider } from "./organization/remove-identity-provider.ts";
import { removePermission } from "./organization/remove-permission.ts";
import { resumeToken } from "./organization/resume-token.ts";
import { revokeToken } from "./organization/revoke-token.ts";
import { revokeTokens } from "./organization/revoke-tokens.ts";
import { sendMailAgain } from "./organization/send-mail-again.ts";
import { setFormerNames } from "./organization/set-former-names.ts";
import { setIdentityProvider } from "./organization/set-identity-provider.ts";
import { setPolicy } from "./organization/set-policy.ts";
import { setUnlistedEndpoints } from "./organization/set-unlisted-endpoints.ts";
import { suspendToken } from "./organization/suspend-token.ts";
import { testIdentityProvider } from "./organization/test-identity-provider.ts";
import { token } from "./organization/token.ts";
import { tokenActivity } from "./organization/token-activity.ts";
import { tokenCount } from "./organization/token-count.ts";
import { tokenStates } from "./organization/token-states.ts";
import { tokenUsage } from "./organization/token-usage.ts";
import { tokens as listOrganizationTokens } from "./organization/tokens.ts";
import { undeliveredMail } from "./organization/undelivered-mail.ts";
import { unlistedRequests } from "./organization/unlisted-requests.ts";
import { customerCount } from "./partner/customer-count.ts";
import { customers } from "./partner/customers.ts";
import { challenge } from "./passkeys/challenge.ts";
import { list as listPasskeys } from "./passkeys/list.ts";
import { register } from "./passkeys/register.ts";
import { remove } from "./passkeys/remove.ts";
import { rename as renamePasskey } from "./passkeys/rename.ts";
import { changePassword } from "./profile/change-password.ts";
import { deleteAccount } from "./profile/delete-account.ts";
import { get as getProfile } from "./profile/get.ts";
import { rename as renameProfile } from "./profile/rename.ts";
import { count } from "./secondary-tokens/count.ts";
import { deleteOne } from "./secondary-tokens/delete.ts";
import { deleteAll } from "./secondary-tokens/delete-all.ts";
import { deleteMany } from "./secondary-tokens/delete-many.ts";
import { list as listSecondaryTokens } from "./secondary-tokens/list.ts";
import { checkLink } from "./session/check-link.ts";
import { current } from "./session/current.ts";
import { forgotPassword } from "./session/forgot-password.ts";
import { methods } from "./session/methods.ts";
import { proofs } from "./session/proofs.ts";
import { prove } from "./session/prove.ts";
import { setPassword } from "./session/set-password.ts";
import { signIn } from "./session/sign-in.ts";
import { signInWithAccess } from "./session/sign-in-with-access.ts";
import { signInWithPasskey } from "./session/sign-in-with-passkey.ts";
import { signOut } from "./session/sign-out.ts";
import { signOutEverywhere } from "./session/sign-out-everywhere.ts";
import { switchOrganization } from "./session/switch-organization.ts";
import { addMember } from "./team/add-member.ts";
import { addServiceUser } from "./team/add-service-user.ts";
import { count as countTeam } from "./team/count.ts";
import { createToken } from "./team/create-token.ts";
import { editMember } from "./team/edit-member.ts";
import { editToken } from "./team/edit-token.ts";
import { endEarlierSecret as endEarlierSecretOfMember } from "./team/end-earlier-secret.ts";
import { inviteAgain } from "./team/invite-again.ts";
import { list as listTeam } from "./team/list.ts";
import { member } from "./team/member.ts";
import { removeMember } from "./team/remove-member.ts";
import { rotateToken } from "./team/rotate-token.ts";
import { setDeactivated } from "./team/set-deactivated.ts";
import { stillCalled } from "./team/still-called.ts";
import { tokens as listMemberTokens } from "./team/tokens.ts";
import { activity } from "./tokens/activity.ts";
import { create } from "./tokens/create.ts";
import { edit } from "./tokens/edit.ts";
import { endEarlierSecret } from "./tokens/end-earlier-secret.ts";
import { get } from "./tokens/get.ts";
import { list } from "./tokens/list.ts";
import { rename } from "./tokens/rename.ts";
import { resume } from "./tokens/resume.ts";
import { revoke } from "./tokens/revoke.ts";
import { revokeMany } from "./tokens/revoke-many.ts";
import { rotate } from "./tokens/rotate.ts";
import { states } from "./tokens/states.ts";
import { suspend } from "./tokens/suspend.ts";
import { usage } from "./tokens/usage.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  session: router({
    checkLink,
    current,
    forgotPassword,
    methods,
    proofs,
    prove,
    setPassword,
    signIn,
    signInWithAccess,
    signInWithPasskey,
    signOut,
    signOutEverywhere,
    switchOrganization,
  }),
  passkeys: router({ challenge, list: listPasskeys, register, remove, rename: renamePasskey }),
  profile: router({ changePassword, deleteAccount, get: getProfile, rename: renameProfile }),
  tokens: router({
    activity,
    create,
    edit,
    endEarlierSecret,
    get,
    list,
    rename,
    resume,
    revoke,
    revokeMany,
    rotate,
    states,
    suspend,
    usage,
  }),
  secondaryTokens: router({ count, delete: deleteOne, deleteAll, deleteMany, list: listSecondaryTokens }),
  organization: router({
    defineGroup,
    definePermission,
    formerNames,
    home,
    identifyToken,
    identityProvider,
    importEndpoints,
    leave,
    policy,
    previewPolicy,
    permissionUsage,
    previewRemoval,
    removeGroup,
    removeIdentityProvider,
    removePermission,
    resumeToken,
    revokeToken,
    revokeTokens,
    setUnlistedEndpoints,
    sendMailAgain,
    setFormerNames,
    setIdentityProvider,
    setPolicy,
    suspendToken,
    testIdentityProvider,
    token,
    tokenActivity,
    tokenCount,
    tokenStates,
    tokens: listOrganizationTokens,
    tokenUsage,
    undeliveredMail,
    unlistedRequests,
  }),
  team: router({
    addMember,
    addServiceUser,
    createToken,
    editMember,
    editToken,
    endEarlierSecret: endEarlierSecretOfMember,
    inviteAgain,
    count: countTeam,
    list: listTeam,
    member,
    removeMember,
    rotateToken,
    setDeactivated,
    stillCalled,
    tokens: listMemberTokens,
  }),
  activity: router({ count: countActivity, list: listActivity }),
  partner: router({ customerCount, customers }),
});

export type AppRouter = typeof appRouter;
