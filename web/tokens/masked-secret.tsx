import { Eye, EyeOff } from "lucide";
import { createSignal } from "solid-js";
import type { NewToken } from "../outputs.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Icon } from "../ui/icon.tsx";

interface MaskedSecretProps {
  token: Pick<NewToken, "prefix" | "token">;
  /** Called when all of it was copied, by the button or by hand. */
  onCopied: () => void;
}

/** A new token, masked until the user shows it, because a screen may be shared. It can be copied unseen. */
export function MaskedSecret(props: MaskedSecretProps) {
  const [shown, setShown] = createSignal(false);
  let value: HTMLElement | undefined;
  const isSelected = () => getSelection()?.toString().includes(props.token.token);
  const masked = () => `${props.token.prefix}_${"•".repeat(24)}`;
  const reveal = () => {
    setShown(true);
    return value;
  };
  return (
    <div class="secret with-eye">
      <dt>Token</dt>
      <dd>
        <code ref={(element) => (value = element)} onCopy={() => isSelected() && props.onCopied()}>
          {shown() ? props.token.token : masked()}
        </code>
        <button
          type="button"
          class="icon-button"
          aria-pressed={shown()}
          aria-label="Show the token"
          title={shown() ? "Hide" : "Show"}
          onClick={() => setShown(!shown())}
        >
          {shown() ? <Icon of={EyeOff} size={16} /> : <Icon of={Eye} size={16} />}
        </button>
        <CopyButton what="token" value={props.token.token} onCopied={props.onCopied} fallback={reveal} />
      </dd>
    </div>
  );
}
