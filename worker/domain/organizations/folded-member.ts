import { fold } from "../search-term.ts";

/** Between name and address: no search term matches across it, for no name holds a line break. */
const BETWEEN = "\n";

/** What members are searched and sorted by: name, then address, folded. Kept in `membership.folded`. */
export function foldedMember(name: string, email: string | null): string {
  return fold(name) + BETWEEN + fold(email ?? "");
}
