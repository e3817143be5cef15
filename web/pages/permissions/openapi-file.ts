/** As much as the server takes. */
const MOST_BYTES = 2 * 1024 * 1024;

const TOO_LARGE =
  "A document has at most 2 MB. Leave out what no gateway needs, such as examples and schemas.";

/** Why a file is no document, in a sentence. */
export class UnreadableFile extends Error {}

/**
 * The document in a file as JSON, whether it is written as JSON or YAML. The parser of YAML is loaded when a file
 * needs it.
 * @throws UnreadableFile
 */
export async function readOpenApiFile(file: Blob): Promise<string> {
  if (file.size > MOST_BYTES) throw new UnreadableFile(TOO_LARGE);
  const text = await file.text();
  const json = text.trimStart().startsWith("{") ? asJson(text) : undefined;
  const document = json ?? toJson(await fromYaml(text));
  if (new TextEncoder().encode(document).length > MOST_BYTES) throw new UnreadableFile(TOO_LARGE);
  return document;
}

function asJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    // YAML in braces, or a mistake that the parser of YAML tells.
    return undefined;
  }
}

async function fromYaml(text: string): Promise<unknown> {
  const { parse, YAMLError } = await import("yaml");
  try {
    return parse(text, { prettyErrors: true, logLevel: "error", stringKeys: true });
  } catch (error) {
    const why = error instanceof YAMLError ? error.message.split("\n", 1)[0]?.replace(/:$/, "") : undefined;
    throw new UnreadableFile(
      why
        ? `This is neither JSON nor YAML: ${why}.`
        : "This file refers to itself more often than it can be read.",
    );
  }
}

/** What refers to itself has no end. */
function toJson(document: unknown): string {
  try {
    return JSON.stringify(document);
  } catch {
    throw new UnreadableFile("An anchor in this file holds itself.");
  }
}
