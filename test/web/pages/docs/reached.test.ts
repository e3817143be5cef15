import { expect, test } from "vitest";
import { REACHED, reached } from "../../../../web/pages/docs/reached.ts";

test("the documentation's table of paths says what is decided", () => {
  const rows = REACHED.requests.map((request) => [
    request,
    ...REACHED.endpoints.map((endpoint) => reached(endpoint, request)),
  ]);
  expect(rows).toEqual([
    ["GET /reports/42", "yes", "yes"],
    ["HEAD /reports/42?page=2", "yes", "yes"],
    ["GET /reports/42/", "yes", "yes"],
    ["GET /reports/%34%32", "yes", "yes"],
    ["DELETE /reports/42", "no", "yes"],
    ["GET /reports/42/rows", "no", "yes"],
    ["GET /reports", "no", "no"],
    ["GET /Reports/42", "no", "no"],
    ["GET /reports/a%2Fb", "refused: an encoded slash (%2F)", "refused: an encoded slash (%2F)"],
    ["GET /reports/a;v=1", "refused: a semicolon", "refused: a semicolon"],
    ["GET /reports//42", "refused: an empty segment (//)", "refused: an empty segment (//)"],
    ["GET /reports/../admin", "refused: a dot segment (..)", "refused: a dot segment (..)"],
  ]);
});
