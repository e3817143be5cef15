import { bodyLimit as honoBodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { problem, type Say } from "./problem.ts";

const LARGEST_BODY_BYTES = 64 * 1024;
/** An OpenAPI document of at most 2 MB, with room for the JSON around it. */
const LARGEST_IMPORT_BYTES = 2 * 1024 * 1024 + 1024;

/** No other body that Latchkey understands is larger. */
export function bodyLimit(say: Say = problem) {
  return limitedTo(LARGEST_BODY_BYTES, "A request's body has at most 64 kB.", say);
}

/** As `bodyLimit`, with room for a document at `path`. */
export function bodyLimitWithImport(path: string) {
  const [usual, wide] = [
    bodyLimit(),
    limitedTo(LARGEST_IMPORT_BYTES, "A document has at most 2 MB.", problem),
  ];
  return createMiddleware(function bodyLimitWithImport(c, next) {
    return c.req.path === path ? wide(c, next) : usual(c, next);
  });
}

function limitedTo(maxSize: number, detail: string, say: Say) {
  return honoBodyLimit({
    maxSize,
    onError: () => say({ status: 413, code: "body-too-large", detail }),
  });
}
