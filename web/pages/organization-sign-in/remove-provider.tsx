import { createSignal, Show } from "solid-js";
import { rpc } from "../../rpc.ts";
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
  const act = createAct();
  const [asks, setAsks] = createSignal(false);
  const remove = async () => {
    const isRemoved = await act.run(
      async () => void (await rpc.organization.removeIdentityProvider.mutate()),
    );
    if (!isRemoved) return;
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
            Nobody signs in with it any more, and whom it knows is forgotten. People sign in by password or
            passkey; whoever has neither asks for a link at “Forgot password”.
          </p>
        </ConfirmDialog>
      </Show>
    </Section>
  );
}
