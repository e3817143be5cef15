import type { Refusal } from "../refusal.ts";
import { Button } from "./button.tsx";

/** Something could not be shown: what happened, and a way to try again. */
export function Problem(props: { refusal: Refusal; onRetry: () => void }) {
  return (
    <div class="problem" role="alert">
      <p>{props.refusal.message}</p>
      <Button onClick={() => props.onRetry()}>Try again</Button>
    </div>
  );
}
