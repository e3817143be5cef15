import { entriesOf, memberOf, textOf } from "./json-value.ts";
import { dereferenced } from "./references.ts";

/** The descriptions of OAuth scopes, from the flows of a document's security schemes (OpenAPI 3.1 §4.8.29). */
export function scopeDescriptions(document: unknown): Map<string, string> {
  const descriptions = new Map<string, string>();
  const schemes = memberOf(memberOf(document, "components"), "securitySchemes");
  for (const [, scheme] of entriesOf(schemes)) {
    for (const [, flow] of entriesOf(memberOf(dereferenced(scheme, document), "flows"))) {
      for (const [scope, description] of entriesOf(memberOf(flow, "scopes"))) {
        const text = textOf(description);
        if (text) descriptions.set(scope, text);
      }
    }
  }
  return descriptions;
}
