/** The state of one part. `todo` if it does not work. */
export interface Finding {
  part: string;
  says: string;
  todo?: string;
}

export const well = (part: string, says: string): Finding => ({ part, says });
export const unwell = (part: string, says: string, todo: string): Finding => ({ part, says, todo });

/** How long ago, in the unit that people would say. */
export function ago(ms: number, now: number): string {
  const minutes = Math.max(0, Math.round((now - ms) / 60_000));
  if (minutes < 2) return "just now";
  if (minutes < 120) return `${minutes} minutes ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours ago` : `${Math.round(hours / 24)} days ago`;
}
