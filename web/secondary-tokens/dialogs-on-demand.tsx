import { dialogsOnDemand } from "../ui/on-demand.tsx";

/** The dialogs of a list of secondary tokens. */
export const SecondaryTokenDialogs = dialogsOnDemand(
  async () => (await import("./dialogs.tsx")).SecondaryTokenDialogs,
);
