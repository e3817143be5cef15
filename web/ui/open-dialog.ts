/** Matches every dialog that is open. */
export const OPEN_DIALOG = "[role=dialog], [role=alertdialog]";
