/** The server's limit. */
const MOST_BYTES = 2 * 1024 * 1024;

const TOO_LARGE =
  "A document has at most 2 MB. Leave out parts that no gateway needs, such as examples and schemas.";

/** Why a file is not a document, in a sentence. */
export class UnreadableFile extends Error {}

/**
 * The document in a JSON or YAML file, as JSON. The YAML parser is loaded only for files that need it.
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
    // Either YAML in braces, or an error that the YAML parser explains.
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

/** A circular document has no end. */
function toJson(document: unknown): string {
  try {
    return JSON.stringify(document);
  } catch {
    throw new UnreadableFile("An anchor in this file contains itself.");
  }
}
