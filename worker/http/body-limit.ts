import { bodyLimit as honoBodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { problem, type Say } from "./problem.ts";

const LARGEST_BODY_BYTES = 64 * 1024;
/** An OpenAPI document of at most 2 MB, with room for the JSON around it. */
const LARGEST_IMPORT_BYTES = 2 * 1024 * 1024 + 1024;
const BACKSLASH = 0x5c;

/** No other body that Latchkey understands is larger. */
export function bodyLimit(say: Say = problem) {
  return honoBodyLimit({
    maxSize: LARGEST_BODY_BYTES,
    onError: saying("A request's body has at most 64 kB.", say),
  });
}

/** As `bodyLimit`, with room for a document at `path`. As a text in JSON it has a backslash before each quote. */
export function bodyLimitWithImport(path: string) {
  const tooLarge = saying("A document has at most 2 MB.", problem);
  const usual = bodyLimit();
  const wide = honoBodyLimit({ maxSize: 2 * LARGEST_IMPORT_BYTES, onError: tooLarge });
  return createMiddleware(function bodyLimitWithImport(c, next) {
    if (c.req.path !== path) return usual(c, next);
    return wide(c, async () => {
      const body = new Uint8Array(await c.req.arrayBuffer());
      const isFit =
        body.length <= LARGEST_IMPORT_BYTES ||
        body.filter((byte) => byte !== BACKSLASH).length <= LARGEST_IMPORT_BYTES;
      if (isFit) await next();
      else c.res = tooLarge();
    });
  });
}

function saying(detail: string, say: Say) {
  return () => say({ status: 413, code: "body-too-large", detail });
}
