import { createSignal, Show } from "solid-js";
import { createDraft } from "../../draft.ts";
import type { IdentityProvider } from "../../outputs.ts";
import { blameOn, blameOnNone } from "../../refusal.ts";
import { rpc } from "../../rpc.ts";
import { endSession } from "../../session.ts";
import { useSession } from "../../signed-in.tsx";
import { createCatalogue } from "../../team/catalogue.ts";
import { GrantsFields } from "../../team/grants-fields.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { Section } from "../../ui/section.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { say } from "../../ui/toasts.tsx";
import { SecretField } from "./secret-field.tsx";

const FIELDS = [
  "issuer",
  "clientId",
  "clientSecret",
  "domains",
  "required",
  "permissions",
  "visibilityGroups",
] as const;

interface ProviderFormProps {
  provider: IdentityProvider | null;
  onSaved: () => void;
}

/** Input is kept for this tab, except the secret. */
export function ProviderForm(props: ProviderFormProps) {
  const session = useSession();
  const draft = createDraft("identity-provider", typed(props.provider, domainOf(session().user.email)));
  const [secret, setSecret] = createSignal("");
  const catalogue = createCatalogue();
  const act = createAct();
  const mayRequire = () =>
    props.provider?.required === true || (props.provider?.test?.ok === true && props.provider.test.yours);

  const isAnother = () =>
    props.provider !== null &&
    (draft.values.issuer.trim() !== props.provider.issuer ||
      draft.values.clientId !== props.provider.clientId);

  const save = async () => {
    const { issuer, clientId, domains, trustEmails, admitsNew, newMembers, required } = draft.values;
    let isOut = false;
    const isSaved = await act.run(async () => {
      const { ended, signedOut } = await rpc.organization.setIdentityProvider.mutate({
        issuer: issuer.trim(),
        clientId,
        clientSecret: secret() === "" ? undefined : secret(),
        domains: domains.split(/[\s,;]+/).filter(Boolean),
        required,
        trustEmails,
        newMembers: admitsNew ? structuredClone(newMembersOf(newMembers)) : null,
      });
      say(ended > 0 ? `Saved. Sessions that have ended with it: ${ended}.` : "Saved.");
      isOut = signedOut;
    });
    if (!isSaved) return;
    draft.forget();
    setSecret("");
    if (isOut) return endSession({ why: "provider-changed" });
    props.onSaved();
  };

  return (
    <Section title="Identity provider">
      <Form
        class="provider-form"
        label="Identity provider"
        refusal={act.refusal()}
        onSubmit={save}
        onInput={act.forget}
      >
        <TextField
          label="Issuer"
          name="issuer"
          hint="As its description names it, such as https://login.example.com."
          value={draft.values.issuer}
          onInput={(issuer) => draft.set({ issuer })}
          error={blameOn("issuer", act.refusal())}
        />
        <TextField
          label="Client ID"
          name="clientId"
          value={draft.values.clientId}
          onInput={(clientId) => draft.set({ clientId })}
          error={blameOn("clientId", act.refusal())}
        />
        <Show when={isAnother()}>
          <p class="notice">
            Sessions that the present provider opened end when you save this
            {session().way === "provider" ? ", yours too" : ""}.
          </p>
        </Show>
        <SecretField
          isKept={props.provider?.hasClientSecret === true}
          value={secret()}
          onInput={setSecret}
          error={blameOn("clientSecret", act.refusal())}
        />
        <TextField
          label="Domains"
          name="domains"
          hint="Addresses at these domains sign in with it. Separate them by commas."
          optional
          value={draft.values.domains}
          onInput={(domains) => draft.set({ domains })}
          error={blameOn("domains", act.refusal())}
        />
        <label class="option">
          <input
            type="checkbox"
            checked={draft.values.trustEmails}
            onChange={(event) => draft.set({ trustEmails: event.currentTarget.checked })}
          />
          <span>
            Trust e-mail addresses
            <span class="hint">
              Even if the provider does not call them verified. Only if your organization assigns them itself:
              somebody who can choose their address could take a member's place.
            </span>
          </span>
        </label>
        <label class="option">
          <input
            type="checkbox"
            checked={draft.values.admitsNew}
            onChange={(event) => draft.set({ admitsNew: event.currentTarget.checked })}
          />
          <span>
            Let new people in
            <span class="hint">
              Anybody with a verified address at these domains becomes a member on their first sign-in.
            </span>
          </span>
        </label>
        <Show when={draft.values.admitsNew}>
          <fieldset class="provider-newcomers">
            <legend>What new people get</legend>
            <GrantsFields
              grants={newMembersOf(draft.values.newMembers)}
              onChange={(change) =>
                draft.set({ newMembers: { ...newMembersOf(draft.values.newMembers), ...change } })
              }
              catalogue={catalogue}
              refusal={act.refusal()}
            />
          </fieldset>
        </Show>
        <div class="field">
          <label class="option">
            <input
              type="checkbox"
              checked={draft.values.required}
              disabled={!mayRequire()}
              onChange={(event) => draft.set({ required: event.currentTarget.checked })}
            />
            <span>
              Require it
              <span class="hint">{whatRequiringDoes(mayRequire(), props.provider)}</span>
            </span>
          </label>
          <p class="field-error" role="alert">
            {blameOn("required", act.refusal())}
          </p>
        </div>
        <p class="form-error" role="alert">
          {blameOnNone(FIELDS, act.refusal())}
        </p>
        <div>
          <Button look="primary" type="submit" busy={act.busy()}>
            Save
          </Button>
          <LeaseCountdown active={act.busy()} />
        </div>
      </Form>
    </Section>
  );
}

function whatRequiringDoes(mayRequire: boolean, provider: IdentityProvider | null): string {
  if (!mayRequire) return "Test it first, with the settings as they are saved.";
  const others = provider?.otherSessions ?? 0;
  if (provider?.required || others === 0) return "Only Master Admins can sign in another way.";
  return `${others} ${others === 1 ? "session" : "sessions"} that came in another way end within a minute.`;
}

/** A copy without the store's proxy. */
function newMembersOf({ permissions, visibilityGroups }: NonNullable<IdentityProvider["newMembers"]>) {
  return { permissions: [...permissions], visibilityGroups: [...visibilityGroups] };
}

function typed(provider: IdentityProvider | null, domain: string) {
  return {
    issuer: provider?.issuer ?? "",
    clientId: provider?.clientId ?? "",
    domains: provider ? provider.domains.join(", ") : domain,
    trustEmails: provider?.trustEmails ?? false,
    required: provider?.required ?? false,
    admitsNew: provider != null && provider.newMembers !== null,
    newMembers: provider?.newMembers ?? { permissions: [], visibilityGroups: [] },
  };
}

function domainOf(email: string | null): string {
  return email?.slice(email.lastIndexOf("@") + 1) ?? "";
}
