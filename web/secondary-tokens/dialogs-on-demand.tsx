import { onDemand } from "../ui/on-demand.tsx";

/** The dialogs of a list of secondary tokens. */
export const SecondaryTokenDialogs = onDemand(
  async () => (await import("./dialogs.tsx")).SecondaryTokenDialogs,
  ({ dialog }) => dialog.name() !== undefined,
);
