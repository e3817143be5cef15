import { createUniqueId } from "solid-js";
import { PERSONAL_TOKENS_WORDS } from "./catalogue.ts";

interface PersonalTokensSwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
  existing?: boolean;
}

/** The permission that all use of tokens needs. */
export function PersonalTokensSwitch(props: PersonalTokensSwitchProps) {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          aria-describedby={id}
          aria-checked={props.on}
          checked={props.on}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span>{PERSONAL_TOKENS_WORDS}</span>
      </label>
      <p class="hint" id={id}>
        {props.existing
          ? "Switching it off blocks existing tokens while it is off; it does not revoke them. Switched on again, they work again. To end a token for good, revoke it."
          : "Without it they have no API tokens at all."}
      </p>
    </div>
  );
}
