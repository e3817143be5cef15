import { type Schema, Validator } from "@cfworker/json-schema";
import { expect } from "vitest";

type DocumentedAnswer = { content?: Record<string, { schema: Schema }>; headers?: Record<string, unknown> };
export type OpenapiDocument = {
  paths: Record<string, Record<string, { responses: Record<string, DocumentedAnswer> }>>;
};

/** An answer without a body has no media type. */
const NO_BODY = "no body";

/** Checks answers against the OpenAPI document, and remembers which documented answers it has seen. */
export class Recorder {
  readonly #document: OpenapiDocument;
  readonly #seen = new Set<string>();

  constructor(document: OpenapiDocument) {
    this.#document = document;
  }

  /** Fails if the document does not have `answer` for this operation, or not in this form. */
  async record(method: string, path: string, answer: Response): Promise<void> {
    const operation = `${method} ${path}`;
    const documented = this.#document.paths[path]?.[method.toLowerCase()]?.responses[answer.status];
    const text = await answer.clone().text();
    expect(documented, `${operation} answered ${answer.status}: ${text}`).toBeDefined();
    for (const header of Object.keys(documented?.headers ?? {})) {
      expect(answer.headers.has(header), `${operation} ${answer.status} has ${header}`).toBe(true);
    }
    const media = text === "" ? NO_BODY : (answer.headers.get("content-type")?.split(";")[0] ?? "");
    this.#seen.add(`${operation} ${answer.status} ${media}`);
    if (media === NO_BODY) return expect(documented?.content, operation).toBeUndefined();
    const schema = documented?.content?.[media]?.schema;
    expect(schema, `${operation} ${answer.status} in ${media}`).toBeDefined();
    const { valid, errors } = new Validator(schema as Schema, "2020-12", false).validate(JSON.parse(text));
    expect(valid, `${operation} ${answer.status}: ${JSON.stringify(errors)} of ${text}`).toBe(true);
  }

  /** Documented answers that have not occurred yet. */
  unseen(): string[] {
    const documented = Object.entries(this.#document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) =>
        Object.entries(responses).flatMap(([status, { content }]) =>
          Object.keys(content ?? { [NO_BODY]: 0 }).map(
            (media) => `${method.toUpperCase()} ${path} ${status} ${media}`,
          ),
        ),
      ),
    );
    return documented.filter((one) => !this.#seen.has(one));
  }
}
