import { Show, Suspense } from "solid-js";
import { later } from "../../later.tsx";

const SignInWithAccess = later(async () => ({
  default: (await import("./sign-in-with-access.tsx")).SignInWithAccess,
}));

interface AccessOfferProps {
  /** Whether nobody is signed in. */
  isNobody: boolean;
  /** The page's parameters: why somebody is there, and to which organization they are invited. */
  address: { why?: string; organization?: string };
  onSignedIn: () => Promise<void>;
}

/**
 * The sign-in with Cloudflare Access, if it stands in front of this deployment. It starts by itself for people who
 * come by themselves.
 */
export function AccessOffer(props: AccessOfferProps) {
  return (
    <Show when={props.isNobody && isAccessAtHand()}>
      <Suspense>
        <SignInWithAccess isAtOnce={comesByThemself(props.address)} onSignedIn={props.onSignedIn} />
      </Suspense>
    </Show>
  );
}

/** The Worker says so: only it sees the header. */
function isAccessAtHand(): boolean {
  return document.cookie.includes("latchkey-access=1");
}

/** Not for people who have just left, were sent away, or are switching organizations. */
function comesByThemself({ why = "session-expired", organization }: AccessOfferProps["address"]): boolean {
  return why === "session-expired" && organization === undefined;
}
