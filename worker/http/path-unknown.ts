import type { Context } from "hono";
import { Refusal } from "../domain/errors.ts";
import { problem, problemOf } from "./problem.ts";

export function pathUnknown(_: Context): Response {
  return problem(problemOf(new Refusal("path-unknown")));
}
