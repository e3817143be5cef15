import { onMount } from "solid-js";
import { Button } from "../ui/button.tsx";

/** Takes the place of OK, so that the token stays in sight while the question is read. */
export function LeaveUncopied(props: { onStay: () => void; onLeave: () => void }) {
  let stay: HTMLButtonElement | undefined;
  onMount(() => stay?.focus());
  return (
    <>
      <p class="leave" role="alert">
        You have not copied the token. Once this is closed, nobody can see it again.
      </p>
      <footer class="dialog-foot">
        <Button look="danger" onClick={() => props.onLeave()}>
          Close without it
        </Button>
        <Button ref={(element) => (stay = element)} onClick={() => props.onStay()}>
          Stay
        </Button>
      </footer>
    </>
  );
}
