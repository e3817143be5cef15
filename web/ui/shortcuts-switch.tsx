import { createUniqueId } from "solid-js";
import { shortcutsAreOn, switchShortcuts } from "./shortcuts.ts";

export function ShortcutsSwitch() {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          aria-describedby={id}
          aria-checked={shortcutsAreOn()}
          checked={shortcutsAreOn()}
          onChange={(event) => switchShortcuts(event.currentTarget.checked)}
        />
        <span>Single keys</span>
      </label>
      <p class="hint" id={id}>
        <code>/</code> goes to a list's filter, <code>n</code> opens the dialog for a new entry. This browser
        remembers your choice.
      </p>
    </div>
  );
}
