import { Show, Suspense } from "solid-js";
import { later } from "../../later.tsx";

const SignInWithAccess = later(async () => ({
  default: (await import("./sign-in-with-access.tsx")).SignInWithAccess,
}));

interface AccessOfferProps {
  /** Nobody is signed in. */
  isNobody: boolean;
  /** Of the page: why somebody is there, and to which organization they are invited. */
  address: { why?: string; organization?: string };
  onSignedIn: () => Promise<void>;
}

/** Where Cloudflare Access stands before this deployment: it says who comes, and is asked at once of whoever comes by themself. */
export function AccessOffer(props: AccessOfferProps) {
  return (
    <Show when={props.isNobody && isAccessAtHand()}>
      <Suspense>
        <SignInWithAccess isAtOnce={comesByThemself(props.address)} onSignedIn={props.onSignedIn} />
      </Suspense>
    </Show>
  );
}

/** The Worker says so, which sees the header. */
function isAccessAtHand(): boolean {
  return document.cookie.includes("latchkey-access=1");
}

/** Not whoever has just left, was sent away, or is on the way into another organization. */
function comesByThemself({ why = "session-expired", organization }: AccessOfferProps["address"]): boolean {
  return why === "session-expired" && organization === undefined;
}
