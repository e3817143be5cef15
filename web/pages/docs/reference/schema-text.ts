import type { Schema } from "./openapi.ts";

/** A schema as the JSON that it describes, with types in place of values; `?` marks an optional name. */
export function schemaText(schema: Schema, indent = ""): string {
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map((one) => schemaText(one, indent)).join(" | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `[${schema.items ? schemaText(schema.items, indent) : ""}, …]`;
  if (schema.type === "object") return objectText(schema, indent);
  return FORMATS[schema.format ?? ""] ?? [schema.type ?? "anything"].flat().join(" | ");
}

/** What a number, text or choice may be besides its type, in words; may be empty. */
export function limitsText({ default: preset, minimum, maximum, maxLength }: Schema): string {
  const limits = [
    minimum !== undefined && maximum !== undefined ? `from ${minimum} to ${maximum}` : undefined,
    maxLength === undefined ? undefined : `at most ${maxLength} characters`,
    preset === undefined
      ? undefined
      : `${typeof preset === "string" ? preset : JSON.stringify(preset)} unless given`,
  ];
  return limits.filter((limit) => limit !== undefined).join(", ");
}

const FORMATS: Record<string, string> = { "date-time": "time", uri: "URL" };

function objectText({ properties = {}, required = [] }: Schema, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, schema]) =>
      `${inner}${JSON.stringify(name)}${required.includes(name) ? "" : "?"}: ${schemaText(schema, inner)}`,
  );
  return lines.length === 0 ? "{ … }" : `{\n${lines.join(",\n")}\n${indent}}`;
}
