import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundle } from "../bench/bundle.ts";

const LARGEST_BUNDLE_KIB = 160;

test("the Worker, as it is deployed, has at most 160 KiB compressed", async () => {
  const script = readFileSync(await bundle());
  const kib = gzipSync(script, { level: 9 }).length / 1024;
  expect(kib).toBeGreaterThan(50);
  expect(kib).toBeLessThanOrEqual(LARGEST_BUNDLE_KIB);
});
