import { createUniqueId, Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { rpc } from "../../rpc.ts";
import { createAct } from "../../ui/act.ts";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Section } from "../../ui/section.tsx";

const DIALOG = "pseudonyms";

/** How the activity names members who have left. */
export function FormerNames() {
  const hint = createUniqueId();
  const dialog = createAddressDialog();
  const setting = createAct();
  const names = createAnswer(
    () => true,
    (_, signal) => rpc.organization.formerNames.query(undefined, { signal }),
  );
  const replaced = () => names.answer()?.formerNames === "pseudonym";
  let box: HTMLInputElement | undefined;

  const set = (formerNames: "name" | "pseudonym") =>
    setting.run(async () => {
      await rpc.organization.setFormerNames.mutate({ formerNames });
      await names.retry();
      dialog.close();
    });
  const change = () => {
    // Shows the stored choice until somebody has confirmed the change.
    if (box) box.checked = replaced();
    if (replaced()) void set("name");
    else dialog.show(DIALOG);
  };

  return (
    <Section title="Members who have left" lead="What the activity calls them.">
      <Show when={names.refusal()}>{(refusal) => <Problem refusal={refusal()} onRetry={names.retry} />}</Show>
      <div class="field">
        <label class="switch">
          <input
            ref={(element) => (box = element)}
            type="checkbox"
            role="switch"
            aria-describedby={hint}
            aria-checked={replaced()}
            checked={replaced()}
            disabled={names.answer() === undefined || setting.busy()}
            onChange={change}
          />
          <span>Replace their names by a pseudonym</span>
        </label>
        <p class="hint" id={hint}>
          {replaced()
            ? "Within minutes after somebody has left, the activity calls them “Former member” and four characters."
            : "The activity keeps the names that members had, also after they have left."}
        </p>
      </div>
      <Show when={dialog.name() !== DIALOG && setting.refusal()}>
        {(refusal) => (
          <p class="form-error" role="alert">
            {refusal().message}
          </p>
        )}
      </Show>
      <Show when={dialog.name() === DIALOG}>
        <ConfirmDialog
          title="Replace the names of who left?"
          action="Replace the names"
          busy={setting.busy()}
          refusal={setting.refusal()}
          onConfirm={() => void set("pseudonym")}
          onClose={dialog.close}
          returnFocus={() => box}
        >
          <p>
            The activity names everybody who has left or leaves later “Former member” and four characters,
            always the same for one person. What they did stays.
          </p>
          <p>A name that was replaced does not come back. Tokens keep the names that they were given.</p>
        </ConfirmDialog>
      </Show>
    </Section>
  );
}
