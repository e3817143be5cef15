import { Navigate, type RouteSectionProps, useLocation } from "@solidjs/router";
import {
  createContext,
  createMemo,
  createSignal,
  Match,
  onMount,
  Show,
  Suspense,
  Switch,
  useContext,
} from "solid-js";
import { ShellSkeleton } from "./layout/shell-skeleton.tsx";
import { refreshOnFocus } from "./lists/refresh-on-focus.ts";
import type { Session } from "./outputs.ts";
import { ProofOnDemand } from "./proof/proof-on-demand.tsx";
import { type Refusal, refusalOf } from "./refusal.ts";
import { rpc, signedOut } from "./rpc.ts";
import { type Absence, beginSession, endSession, sessionState } from "./session.ts";
import { Problem } from "./ui/problem.tsx";

const SessionContext = createContext<() => Session>();

/** The current session; only below `SignedIn`. */
export function useSession(): () => Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession is for pages below SignedIn");
  return session;
}

/** Shows its pages to signed-in users, and sends everybody else to the sign-in page and back. */
export function SignedIn(props: RouteSectionProps) {
  const [refusal, setRefusal] = createSignal<Refusal>();

  const ask = async (whyGone?: string) => {
    const [session, why] = await Promise.all([rpc.session.current.query(), whyEnded()]);
    if (session) beginSession(session);
    else endSession({ why: why ?? whyGone });
  };
  const load = () => {
    setRefusal(undefined);
    ask().catch((error: unknown) => setRefusal(refusalOf(error)));
  };

  onMount(() => {
    if (!sessionState()) load();
  });
  // In another tab somebody may have signed out, or in as another user; permissions may have changed.
  refreshOnFocus(() => {
    if (session()) ask("session-ended").catch(() => undefined);
  });

  const absence = () => {
    const state = sessionState();
    return state && "absence" in state ? state.absence : undefined;
  };
  // Kept between the end of a session and the removal of the pages that read it.
  const session = createMemo<Session | undefined>((last) => {
    const state = sessionState();
    return state && "session" in state ? state.session : last;
  });

  return (
    <Switch fallback={<ShellSkeleton />}>
      <Match when={absence()}>{(absence) => <ToSignIn absence={absence()} />}</Match>
      <Match when={session()}>
        {(session) => (
          <SessionContext.Provider value={session}>
            <Show when={`${session().user.id} ${session().organization.id}`} keyed>
              {props.children}
              <Suspense>
                <ProofOnDemand session={session()} />
              </Suspense>
            </Show>
          </SessionContext.Provider>
        )}
      </Match>
      <Match when={refusal()}>
        {(refusal) => (
          <main class="alone">
            <h1>Latchkey does not answer</h1>
            <Problem refusal={refusal()} onRetry={load} />
          </main>
        )}
      </Match>
    </Switch>
  );
}

/** `session.current` is null for strangers and ended sessions alike: this asks why it ended. */
async function whyEnded(): Promise<string | undefined> {
  try {
    await rpc.profile.get.query(undefined, signedOut);
    return undefined;
  } catch (error) {
    const { code, reason } = refusalOf(error);
    return code === "UNAUTHORIZED" && reason !== "not-signed-in" ? reason : undefined;
  }
}

function ToSignIn(props: { absence: Absence }) {
  const location = useLocation();
  const query = new URLSearchParams();
  const here = location.pathname + location.search;
  const { left, why, organization } = props.absence;
  if (organization) query.set("organization", organization);
  else if (here !== "/" && !left) query.set("return", here);
  if (why) query.set("why", why);
  const search = query.size > 0 ? `?${query}` : "";
  return <Navigate href={`/sign-in${search}`} />;
}
