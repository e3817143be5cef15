import { createSignal, Show } from "solid-js";
import type { NewToken } from "../outputs.ts";
import { blameOn, type Refusal, refusalOf } from "../refusal.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { type Expiry, endOf, UNLESS_CHOSEN } from "./expiry.ts";
import { ExpiryField } from "./expiry-field.tsx";
import type { Holder } from "./holder.ts";
import { PermissionsField } from "./permissions-field.tsx";
import { reach } from "./reach.ts";

const FIELDS = ["name", "expiresAt", "scopes"];

export interface WantedToken {
  name: string;
  /** RFC 3339; undefined for never. */
  expiresAt: string | undefined;
  /** Undefined for all that the holder may do. */
  scopes: string[] | undefined;
}

interface CreateDialogProps {
  holder: Holder;
  create: (wanted: WantedToken) => Promise<NewToken>;
  onClose: () => void;
  onCreated: (token: NewToken) => void;
}

export function CreateDialog(props: CreateDialogProps) {
  const now = Date.now();
  const [name, setName] = createSignal("");
  const [expiry, setExpiry] = createSignal<Expiry>(UNLESS_CHOSEN);
  const [narrowed, setNarrowed] = createSignal(false);
  const [ticked, setTicked] = createSignal<string[]>([]);
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal>();
  let nameInput: HTMLInputElement | undefined;

  const scopes = () => (narrowed() ? ticked() : null);

  const generate = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy()) return;
    const endsAt = endOf(expiry(), Date.now());
    if (endsAt === undefined) {
      setRefusal({ code: "BAD_REQUEST", field: "expiresAt", message: "Choose a date, or how many days." });
      return;
    }
    setBusy(true);
    setRefusal(undefined);
    try {
      const token = await props.create({
        name: name(),
        expiresAt: endsAt === null ? undefined : new Date(endsAt).toISOString(),
        scopes: scopes() ?? undefined,
      });
      props.onCreated(token);
    } catch (error) {
      const refusal = refusalOf(error);
      setRefusal(refusal);
      setBusy(false);
      if (refusal.field === "name") nameInput?.focus();
    }
  };

  const general = () => {
    const now = refusal();
    return now && !(now.field && FIELDS.includes(now.field)) ? now.message : undefined;
  };

  return (
    <Dialog
      title={props.holder.name ? `New token for ${props.holder.name}` : "New token"}
      busy={busy()}
      onClose={props.onClose}
      initialFocus={() => nameInput}
    >
      <form onSubmit={generate} onInput={() => setRefusal(undefined)} noValidate>
        <Field
          label="Name"
          hint="What will use it, such as “Reporting script”."
          error={blameOn("name", refusal())}
        >
          {(wiring) => (
            <input
              {...wiring}
              ref={(input) => (nameInput = input)}
              name="name"
              autocomplete="off"
              required
              value={name()}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <ExpiryField
          value={expiry()}
          onChange={setExpiry}
          now={now}
          error={blameOn("expiresAt", refusal())}
        />
        <PermissionsField
          holder={props.holder}
          narrowed={narrowed()}
          onNarrow={setNarrowed}
          ticked={ticked()}
          onTick={setTicked}
          error={blameOn("scopes", refusal())}
        />
        <p class="reach" aria-live="polite">
          {reach(props.holder, { scopes: scopes(), endsAt: endOf(expiry(), now) })}
        </p>
        <p class="form-error" role="alert">
          <Show when={general()}>{(message) => message()}</Show>
        </p>
        <footer class="dialog-foot">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit" busy={busy()}>
            Generate token
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
