import { createSignal } from "solid-js";
import { Button } from "../ui/button.tsx";
import { presentToken } from "./present-token.ts";

/** Presents the token as a program would, and shows the answer. */
export function TestToken(props: { token: string }) {
  const [busy, setBusy] = createSignal(false);
  const [outcome, setOutcome] = createSignal("");
  let said: HTMLElement | undefined;
  const test = async () => {
    setBusy(true);
    setOutcome("");
    setOutcome(await presentToken(props.token));
    setBusy(false);
    said?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <Button busy={busy()} onClick={test}>
        Test it now
      </Button>
      <p ref={(element) => (said = element)} class="test-outcome" role="status">
        {outcome()}
      </p>
    </>
  );
}
