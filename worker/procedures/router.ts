import { current } from "./session/current.ts";
import { signIn } from "./session/sign-in.ts";
import { signOut } from "./session/sign-out.ts";
import { create } from "./tokens/create.ts";
import { list } from "./tokens/list.ts";
import { rename } from "./tokens/rename.ts";
import { revoke } from "./tokens/revoke.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  session: router({ current, signIn, signOut }),
  tokens: router({ create, list, rename, revoke }),
});

export type AppRouter = typeof appRouter;
