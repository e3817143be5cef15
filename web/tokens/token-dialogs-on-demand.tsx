import { dialogsOnDemand } from "../ui/on-demand.tsx";

/** The dialogs of a list of tokens. */
export const TokenDialogs = dialogsOnDemand(async () => (await import("./token-dialogs.tsx")).TokenDialogs);
