import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { METHOD_NAME_ALL } from "hono/router";
import { describe, expect, test } from "vitest";
import { makeDocument } from "../../web/openapi-file.ts";
import { createApp } from "../../worker/app.ts";
import { openapi } from "../../worker/openapi.ts";
import { openapiDocument } from "../../worker/routes/api/v1/openapi-document.ts";
import { documentation } from "../../worker/routes/documentation.ts";
import { ROOT } from "./modules.ts";

const { routes } = createApp();

/**
 * Only for browsers: files by the session cookie, and the way to an identity provider and back. No API token opens
 * them.
 */
const OF_THE_WEB_APP = ["/export/", "/sign-in/"];

describe("the OpenAPI document", () => {
  test("is written by the build from the routes, which are watched", async () => {
    const { json, routes: watched } = await makeDocument();
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(openapi)));
    expect(watched).toContain(join(ROOT, "worker/routes/api/v1/tokens.ts"));
  });

  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(openapi));
    expect(errors ?? []).toEqual([]);
    expect([valid, validator.version]).toEqual([true, "3.1"]);
  });

  test("knows every route", () => {
    const all = routes.filter(
      ({ method, path }) =>
        method !== METHOD_NAME_ALL && !OF_THE_WEB_APP.some((start) => path.startsWith(start)),
    );
    const names = new Set(all.map(({ method, path }) => `${method} ${path}`));
    expect(names.size).toBeGreaterThan(12);
    expect(Object.keys(documentation)).toEqual(expect.arrayContaining([...names, "ALL /forward-auth"]));
  });

  test("describes no route that does not exist", () => {
    const gone = { "GET /gone": { summary: "Gone", token: false, answers: {} } };
    expect(() => openapiDocument(routes, gone)).toThrow("There is no GET /gone");
  });

  test("says of every limit that it is a number, and from where to where", () => {
    const limits = Object.values(openapi.paths).flatMap((operations) =>
      Object.values(operations as Record<string, { parameters: { name: string; schema: unknown }[] }>)
        .flatMap(({ parameters }) => parameters)
        .filter(({ name }) => name === "limit"),
    );
    expect(limits.length).toBeGreaterThan(3);
    for (const { schema } of limits) {
      expect(schema).toEqual({ type: "integer", minimum: 1, maximum: 200, default: 50 });
    }
  });

  test("says of every operation that needs a token how that is refused", () => {
    const silent = Object.entries(openapi.paths).flatMap(([path, operations]) =>
      Object.entries(
        operations as Record<string, { security: unknown[]; responses: Record<string, unknown> }>,
      )
        .filter(([, { security, responses }]) => security.length > 0 && !(responses[401] && responses[503]))
        .map(([method]) => `${method} ${path}`),
    );
    expect(silent).toEqual([]);
  });
});
