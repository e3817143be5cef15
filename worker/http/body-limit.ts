import { bodyLimit as honoBodyLimit } from "hono/body-limit";
import { problem, type Say } from "./problem.ts";

const LARGEST_BODY_BYTES = 64 * 1024;

/** Nothing that Latchkey understands is larger. */
export function bodyLimit(say: Say = problem) {
  return honoBodyLimit({
    maxSize: LARGEST_BODY_BYTES,
    onError: () =>
      say({ status: 413, code: "body-too-large", detail: "A request's body has at most 64 kB." }),
  });
}
