import type { Happening } from "../../outputs.ts";

export interface Part {
  text: string;
  /** Set if the text is somebody's name. */
  userId?: string;
}

/** A sentence, split at the first mention of its actor and of its subject. */
export function namesIn({
  sentence,
  actor,
  subject,
}: Pick<Happening, "sentence" | "actor" | "subject">): Part[] {
  const begins = actor !== null && sentence.startsWith(actor.name);
  const parts: Part[] = begins ? [{ text: actor.name, userId: actor.id }] : [];
  const rest = begins ? sentence.slice(actor.name.length) : sentence;
  const at = subject && subject.id !== actor?.id ? rest.indexOf(subject.name) : -1;
  if (!subject || at < 0) return [...parts, { text: rest }];
  return [
    ...parts,
    { text: rest.slice(0, at) },
    { text: subject.name, userId: subject.id },
    { text: rest.slice(at + subject.name.length) },
  ];
}
