import { fold } from "../search-term.ts";

/** Between name and address. No name holds a line break, so no search term matches across it. */
const BETWEEN = "\n";

/**
 * The text by which members are searched and sorted: name, then address, case-folded. Stored in `membership.folded`.
 */
export function foldedMember(name: string, email: string | null): string {
  return fold(name) + BETWEEN + fold(email ?? "");
}
