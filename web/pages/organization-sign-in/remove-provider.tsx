import { createSignal, Show } from "solid-js";
import { rpc } from "../../rpc.ts";
import { endSession } from "../../session.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Section } from "../../ui/section.tsx";
import { say } from "../../ui/toasts.tsx";

interface RemoveProviderProps {
  name: string;
  onRemoved: () => void;
}

export function RemoveProvider(props: RemoveProviderProps) {
  const session = useSession();
  const act = createAct();
  const [asks, setAsks] = createSignal(false);
  const remove = async () => {
    let isOut = false;
    const isRemoved = await act.run(async () => {
      isOut = (await rpc.organization.removeIdentityProvider.mutate()).signedOut;
    });
    if (!isRemoved) return;
    if (isOut) return endSession({ why: "provider-changed" });
    setAsks(false);
    say("The identity provider is removed.");
    props.onRemoved();
  };
  return (
    <Section title="Remove it">
      <Button look="danger" onClick={() => setAsks(true)}>
        Remove the identity provider
      </Button>
      <Show when={asks()}>
        <ConfirmDialog
          title={`Remove ${props.name}?`}
          action="Remove"
          busy={act.busy()}
          refusal={act.refusal()}
          onConfirm={remove}
          onClose={() => setAsks(false)}
        >
          <p>
            Nobody can sign in with it, its links to members are removed, and the sessions that it opened end
            {session().way === "provider" ? ", yours too" : ""}. People sign in with a password or passkey;
            “Forgot password” sends a link to those who have neither.
          </p>
        </ConfirmDialog>
      </Show>
    </Section>
  );
}
