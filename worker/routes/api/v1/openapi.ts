import { Hono } from "hono";
import * as z from "zod/mini";
import { json } from "../../../http/answers.ts";
import { methodNotAllowed } from "../../../http/by-method.ts";
import { documented } from "../../../http/documented.ts";
import type { App } from "../../../http/hono.ts";

/** The document that describes `app`, which it is itself part of. Made when it is first asked for. */
export function openapi(app: () => Hono<App>) {
  let made: Promise<object> | undefined;
  return new Hono<App>()
    .get(
      "/",
      documented(() => ({
        summary: "This document",
        token: false,
        answers: json("OpenAPI 3.1", z.looseObject({ openapi: z.string() })),
      })),
      async (c) => {
        made ??= import("./openapi-document.ts").then(({ openapiDocument }) => openapiDocument(app().routes));
        return c.json(await made, 200, { "Cache-Control": "no-cache" });
      },
    )
    .all("/", () => methodNotAllowed(["GET", "HEAD"]));
}
