/** Why a token's requests were refused, in a few words; the reasons are those of `tokens.usage`. */
const WORDS: Record<string, string> = {
  expired: "It had expired",
  suspended: "It was suspended",
  "retired-secret": "A retired secret of it was presented",
  "not-permitted": "Its member may not use tokens",
  deactivated: "Its member was deactivated",
  "permission-missing": "A permission was missing",
  "organization-other": "It was another organization's API",
  "endpoint-not-granted": "The endpoint was not among those that it may call",
  "path-ambiguous": "The path could be read in more than one way",
};

export function refusalWords(reason: string): string {
  return WORDS[reason] ?? `Refused: ${reason.replaceAll("-", " ")}`;
}
