import { beforeAll, describe, expect, test } from "vitest";
import { bundle } from "../bench/bundle.ts";
import { startIsolates } from "../immediacy/isolates.ts";
import { round } from "../immediacy/round.ts";
import { WAYS } from "../immediacy/ways.ts";

const ENOUGH = 24;

let script: string;

beforeAll(async () => {
  script = await bundle();
});

describe("no request that began after the end of a token had answered is accepted", () => {
  test.each([0, 2])("at two isolates with leases of %d s, whatever ended it", async (leaseSeconds) => {
    const isolates = await startIsolates(script, leaseSeconds);
    try {
      const tallies = (await round(isolates)).map(({ tally }) => tally);
      expect(tallies.filter(({ violations }) => violations > 0)).toEqual([]);
      expect(tallies.filter(({ accepted, judged }) => accepted > 0 && judged >= ENOUGH)).toHaveLength(
        WAYS.length,
      );
    } finally {
      await isolates.stop();
    }
  });
});
