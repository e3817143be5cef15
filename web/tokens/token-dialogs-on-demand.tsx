import { onDemand } from "../ui/on-demand.tsx";

/** The dialogs of a list of tokens. */
export const TokenDialogs = onDemand(
  async () => (await import("./token-dialogs.tsx")).TokenDialogs,
  ({ dialog }) => dialog.name() !== undefined,
);
