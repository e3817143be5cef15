import type { Context } from "hono";
import { Refusal } from "../domain/errors.ts";
import { type Problem, problem, problemOf } from "./problem.ts";

export function pathUnknown(_: Context): Response {
  return problem(pathUnknownProblem());
}

export function pathUnknownProblem(): Problem {
  return problemOf(new Refusal("path-unknown"));
}
