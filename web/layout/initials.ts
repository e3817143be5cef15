/** One or two letters or digits of a name. */
export function initials(name: string): string {
  const firsts = name.split(/\s+/u).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  const chosen = firsts.length > 1 ? [firsts[0], firsts.at(-1)] : firsts;
  return chosen.join("").toUpperCase();
}
