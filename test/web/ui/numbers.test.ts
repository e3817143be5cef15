import { expect, test } from "vitest";
import { dollars, grouped } from "../../../web/ui/numbers.ts";

test("counts are grouped, and amounts have cents and as many digits more as are asked for", () => {
  expect([grouped(0), grouped(999), grouped(1_234_567)]).toEqual(["0", "999", "1,234,567"]);
  expect([dollars(0.36), dollars(0.125, 3), dollars(1234.5)]).toEqual(["$0.36", "$0.125", "$1,234.50"]);
});
