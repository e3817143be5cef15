import { changePassword } from "./profile/change-password.ts";
import { get as getProfile } from "./profile/get.ts";
import { rename as renameProfile } from "./profile/rename.ts";
import { deleteOne } from "./secondary-tokens/delete.ts";
import { deleteAll } from "./secondary-tokens/delete-all.ts";
import { list as listSecondaryTokens } from "./secondary-tokens/list.ts";
import { current } from "./session/current.ts";
import { forgotPassword } from "./session/forgot-password.ts";
import { setPassword } from "./session/set-password.ts";
import { signIn } from "./session/sign-in.ts";
import { signOut } from "./session/sign-out.ts";
import { signOutEverywhere } from "./session/sign-out-everywhere.ts";
import { switchOrganization } from "./session/switch-organization.ts";
import { create } from "./tokens/create.ts";
import { list } from "./tokens/list.ts";
import { rename } from "./tokens/rename.ts";
import { revoke } from "./tokens/revoke.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  session: router({
    current,
    forgotPassword,
    setPassword,
    signIn,
    signOut,
    signOutEverywhere,
    switchOrganization,
  }),
  profile: router({ changePassword, get: getProfile, rename: renameProfile }),
  tokens: router({ create, list, rename, revoke }),
  secondaryTokens: router({ delete: deleteOne, deleteAll, list: listSecondaryTokens }),
});

export type AppRouter = typeof appRouter;
