import { useSession } from "../../signed-in.tsx";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { onDemand } from "../../ui/on-demand.tsx";
import { Section } from "../../ui/section.tsx";

const DIALOG = "sign-out-everywhere";
const Dialog = onDemand(
  async () => (await import("./sign-out-everywhere-dialog.tsx")).SignOutEverywhereDialog,
  ({ open }) => open,
);

export function SignOutEverywhere() {
  const session = useSession();
  const dialog = createAddressDialog();

  return (
    <Section
      title="Sign out everywhere"
      lead={`Ends all your sessions and deletes all your API tokens at ${session().organization.name}, for when a device is lost or a token may have leaked.`}
      action={<Button onClick={() => dialog.show(DIALOG)}>Sign out everywhere</Button>}
    >
      <Dialog open={dialog.name() === DIALOG} onClose={dialog.close} />
    </Section>
  );
}
