import { Check, Copy } from "lucide";
import { createSignal, onCleanup, Show } from "solid-js";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

const THANKS_MS = 2_500;

interface CopyButtonProps {
  /** What is copied, as a noun: "token". */
  what: string;
  value: string;
  onCopied?: () => void;
  /** If the browser refuses the clipboard, this text is selected for copying by hand. */
  fallback: () => Node | undefined;
}

export function CopyButton(props: CopyButtonProps) {
  const [outcome, setOutcome] = createSignal<"copied" | "refused">();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  const copy = async () => {
    clearTimeout(timer);
    // Emptied first, so that copying twice is announced twice.
    setOutcome(undefined);
    try {
      await navigator.clipboard.writeText(props.value);
      setOutcome("copied");
      props.onCopied?.();
      timer = setTimeout(() => setOutcome(undefined), THANKS_MS);
    } catch {
      select(props.fallback());
      setOutcome("refused");
    }
  };

  return (
    <span class="copy">
      <Button class="copy-button" onClick={copy}>
        <Show when={outcome() === "copied"} fallback={<Icon of={Copy} size={16} />}>
          <Icon of={Check} size={16} />
        </Show>
        <span>
          {outcome() === "copied" ? "Copied" : "Copy"}
          <span class="for-screen-readers"> {props.what}</span>
        </span>
      </Button>
      <span role="status" classList={{ "for-screen-readers": outcome() !== "refused", "copy-refused": true }}>
        {announcement(props.what, outcome())}
      </span>
    </span>
  );
}

function announcement(what: string, outcome: "copied" | "refused" | undefined): string {
  if (outcome === "copied") return `The ${what} is copied.`;
  if (outcome === "refused")
    return `The browser would not copy the ${what}. It is selected: copy it by hand.`;
  return "";
}

function select(node: Node | undefined): void {
  if (node) getSelection()?.selectAllChildren(node);
}
