import * as z from "zod/mini";
import { json } from "../../../http/answers.ts";
import { methodNotAllowed } from "../../../http/by-method.ts";
import type { Documentation } from "../../../http/documentation.ts";
import { type App, Hono } from "../../../http/hono.ts";
import { builtFile } from "../../built-file.ts";

export const OPENAPI_PATH = "/api/v1/openapi.json";

/**
 * The document that describes every route, itself included. The build of the web app makes it from the routes
 * (decision 036).
 */
export const openapi = new Hono<App>().get("/", builtFile).all("/", () => methodNotAllowed(["GET", "HEAD"]));

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "GET /": {
      summary: "This document",
      token: false,
      answers: json("OpenAPI 3.1", z.looseObject({ openapi: z.string() })),
    },
  };
}
