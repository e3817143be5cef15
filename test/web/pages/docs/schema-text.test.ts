import { expect, test } from "vitest";
import { limitsText, schemaText } from "../../../../web/pages/docs/reference/schema-text.ts";

test("an object is written as the JSON that it describes, and says what may be absent", () => {
  const schema = {
    type: "object",
    properties: {
      id: { type: "string" },
      exp: { type: "integer" },
      at: { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] },
      items: {
        type: "array",
        items: { type: "object", properties: { kind: { enum: ["human", "service"] } } },
      },
      active: { const: true },
    },
    required: ["id", "at", "items", "active"],
  };
  expect(schemaText(schema)).toBe(`{
  "id": string,
  "exp"?: integer,
  "at": time | null,
  "items": [{
    "kind"?: "human" | "service"
  }, …],
  "active": true
}`);
});

test("several types, and objects of any shape, are said too", () => {
  expect(schemaText({ type: ["string", "number"] })).toBe("string | number");
  expect(schemaText({ type: "object" })).toBe("{ … }");
  expect(schemaText({})).toBe("anything");
});

test("limits are said in words", () => {
  expect(limitsText({ minimum: 1, maximum: 200, default: 50 })).toBe("from 1 to 200, 50 unless given");
  expect(limitsText({ maxLength: 100 })).toBe("at most 100 characters");
  expect(limitsText({ type: "string" })).toBe("");
});
