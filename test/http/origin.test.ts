import * as fc from "fast-check";
import { expect, test } from "vitest";
import { originOf } from "../../worker/http/origin.ts";

test("it is what URL says of any address that a request can have", () => {
  const ports = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined });
  const address = fc
    .tuple(
      fc.constantFrom("http", "https", "HTTPS"),
      fc.domain(),
      ports,
      fc.webPath(),
      fc.webQueryParameters(),
    )
    .map(([scheme, host, port, path, query]) => {
      return `${scheme}://${host}${port === undefined ? "" : `:${port}`}${path}?${query}`;
    });
  fc.assert(
    fc.property(address, (written) => {
      const { url } = new Request(written);
      expect(originOf(url)).toBe(new URL(url).origin);
    }),
  );
});

test.each(["http://[::1]:8787/?a=//b/c", "https://127.0.0.1//api"])("%s", (written) => {
  const { url } = new Request(written);
  expect(originOf(url)).toBe(new URL(url).origin);
});
