import { expect, test } from "vitest";
import { readOpenApiFile, UnreadableFile } from "../../../../web/pages/permissions/openapi-file.ts";

const read = (text: string) => readOpenApiFile(new Blob([text]));

test("a document in JSON or YAML is the same document", async () => {
  const document = { openapi: "3.1.0", paths: { "/reports": { get: { responses: {} } } } };
  const yaml = "# ours\nopenapi: 3.1.0\npaths:\n  /reports:\n    get: {responses: {}}\n";
  expect(JSON.parse(await read(JSON.stringify(document, null, 2)))).toEqual(document);
  expect(JSON.parse(await read(yaml))).toEqual(document);
  expect(JSON.parse(await read("{openapi: 3.1.0, paths: {/reports: {get: {responses: {}}}}}"))).toEqual(
    document,
  );
});

test("an empty file is a document that says nothing", async () => expect(await read("")).toBe("null"));

test("what several anchors share stands in each place", async () => {
  const yaml = "paths:\n  /a: &a {get: {}}\n  /b: *a\n";
  expect(JSON.parse(await read(yaml))).toEqual({ paths: { "/a": { get: {} }, "/b": { get: {} } } });
});

test.each([
  ["a list without an end", "a: [1", /neither JSON nor YAML: .* at line 1, column 6\.$/],
  ["braces without an end", "{ not: [json", /neither JSON nor YAML/],
  ["a circle", "a: &a\n  b: *a\n", /contains itself/],
  ["a bomb", bomb(), /more often than it can be read/],
  ["too much", `a: ${"x".repeat(2_100_000)}`, /at most 2 MB/],
  [
    "too much as JSON",
    `a: &a ${"x".repeat(100_000)}\nb: [${Array(50).fill("*a").join(", ")}]\n`,
    /at most 2 MB/,
  ],
])("tells why it cannot be read: %s", async (_, text, why) => {
  const reading = read(text);
  await expect(reading).rejects.toThrow(why);
  await expect(reading).rejects.toBeInstanceOf(UnreadableFile);
});

/** Nine lines that stand for a billion values. */
function bomb(): string {
  const names = "abcdefghi";
  return [...names]
    .map(
      (name, nth) =>
        `${name}: &${name} [${Array(9)
          .fill(nth === 0 ? "lol" : `*${names[nth - 1]}`)
          .join(", ")}]`,
    )
    .join("\n");
}
