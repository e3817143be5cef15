import { createTRPCClient, httpBatchLink, type TRPCLink } from "@trpc/client";
import { tap } from "@trpc/server/observable";
import type { AppRouter } from "../worker/procedures/router.ts";
import { firstAnswers } from "./first-answers.ts";
import { patientFetch } from "./patient-fetch.ts";
import { askForProof } from "./proof/ask-for-proof.ts";
import { refusalOf } from "./refusal.ts";
import { beginSession, endSession, sessionState } from "./session.ts";
import { say } from "./ui/toasts.tsx";

/** For signed-out calls: UNAUTHORIZED is an answer to the form there, not the end of a session. */
export const signedOut = { context: { signedOut: true } };

/** The one place that notices, at any call, that the session is over. */
const watchSession: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next(op).pipe(
      tap({
        error(error) {
          const refusal = refusalOf(error);
          if (refusal.code !== "UNAUTHORIZED" || op.context.signedOut) return;
          settle(refusal.reason ?? "session-ended", op.type === "mutation");
        },
      }),
    );

export const rpc = createTRPCClient<AppRouter>({
  links: [
    watchSession,
    askForProof,
    firstAnswers,
    httpBatchLink({
      url: "/trpc",
      maxItems: 10,
      fetch: patientFetch,
      headers: ({ opList: [{ type }] }) => (type === "mutation" ? drawnFor() : {}),
    }),
  ],
});

/**
 * For whom this page is drawn. Until it learns that another tab holds another session, a press here would change
 * something there: the Worker refuses it.
 */
function drawnFor(): Record<string, string> {
  const known = sessionState();
  if (!known || !("session" in known)) return {};
  const { user, organization } = known.session;
  return { "X-Drawn-For": `${user.id} ${organization.id}` };
}

let settling = false;

/**
 * A call may be refused because the session changed hands meanwhile (another organization, or a sign-in in another
 * tab). The user is sent away only if there is no session now.
 */
async function settle(why: string, wasChange: boolean): Promise<void> {
  if (settling) return;
  settling = true;
  const session = await rpc.session.current.query().catch(() => null);
  settling = false;
  if (!session) return endSession({ why });
  beginSession(session);
  const { user, organization } = session;
  if (wasChange) say(`Nothing was changed: ${user.name} is signed in here now, at ${organization.name}.`);
}
