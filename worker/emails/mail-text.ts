/** The words of a mail, before they become text or HTML. Plain strings: markup in them is shown, not interpreted. */
export type MailText = {
  subject: string;
  paragraphs: string[];
  list?: string[];
  /** A link on its own line. */
  action?: { label: string; url: string };
  closing?: string[];
};

export function asText({ paragraphs, list = [], action, closing = [] }: MailText): string {
  const blocks = [
    ...paragraphs.map(oneLine),
    ...(list.length > 0 ? [list.map((item) => `  - ${oneLine(item)}`).join("\n")] : []),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...closing.map(oneLine),
  ];
  return `${blocks.join("\n\n")}\n`;
}

export function asHtml({ paragraphs, list = [], action, closing = [] }: MailText): string {
  const blocks = [
    ...paragraphs.map((text) => `<p>${escapeMarkup(text)}</p>`),
    ...(list.length > 0 ? [`<ul>${list.map((item) => `<li>${escapeMarkup(item)}</li>`).join("")}</ul>`] : []),
    ...(action ? [`<p><a href="${escapeMarkup(action.url)}">${escapeMarkup(action.label)}</a></p>`] : []),
    ...closing.map((text) => `<p>${escapeMarkup(text)}</p>`),
  ];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><body>${blocks.join("")}</body></html>\n`;
}

/** A subject is a header: whatever a name holds, it stays one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
