import { env } from "cloudflare:workers";
import type { R2Bucket } from "@cloudflare/workers-types";
import { expect, test } from "vitest";
import { writeLines } from "../../worker/backup/into-bucket.ts";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { backUp } from "../../worker/jobs/back-up.ts";
import { scenario } from "../factories/scenario.ts";

const NIGHT = Date.parse("2026-11-28T03:17:00Z");

/** The part of R2 that a backup uses: an incomplete upload does not exist. */
function bucketOf() {
  const objects = new Map<string, string>();
  const partSizes: number[] = [];
  let aborted = 0;
  const bucket = {
    async createMultipartUpload(key: string) {
      const parts: Uint8Array[] = [];
      return {
        async uploadPart(partNumber: number, part: Uint8Array) {
          parts[partNumber - 1] = part;
          partSizes.push(part.length);
          return { partNumber, etag: "e" };
        },
        async complete() {
          objects.set(key, await new Blob(parts).text());
        },
        async abort() {
          aborted++;
        },
      };
    },
    async list({ prefix }: { prefix: string }) {
      return { objects: [...objects.keys()].filter((key) => key.startsWith(prefix)).map((key) => ({ key })) };
    },
    async delete(keys: string[]) {
      for (const key of keys) objects.delete(key);
    },
  };
  return { bucket: bucket as unknown as R2Bucket, objects, partSizes, aborted: () => aborted };
}

test("a backup of every night is in the bucket, whole, and thirty are kept", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const { bucket, objects } = bucketOf();
  await env.TOMBSTONES.put("ab".repeat(32), "told elsewhere", {
    metadata: { id: "abcdefghijkl", at: 1, by: "owner" },
  });
  const night = (nth: number) =>
    backUp({
      bucket,
      d1: env.DB,
      kv: env.TOMBSTONES,
      version: "1.2.3",
      tokenPrefix: "lk",
      now: () => NIGHT + nth * DAY_MS,
    });
  for (let nth = 0; nth < 32; nth++) await night(nth);
  const names = [...objects.keys()].sort();
  expect(names).toHaveLength(30);
  expect(names[0]).toBe("latchkey-2026-11-30T03-17-00.sql");
  const lines = (objects.get(names.at(-1) ?? "") ?? "").split("\n");
  expect(lines[0]).toContain('"version":"1.2.3"');
  expect(lines.at(-2)).toMatch(/^-- end /);
  expect(lines.join("\n")).toContain(token.id);
  expect(lines.find((line) => line.startsWith("-- tombstone "))).toContain(
    '{\\"at\\":1,\\"by\\":\\"owner\\"}',
  );
});

test("parts are of one size, whatever the lines, and what breaks off leaves nothing", async () => {
  const { bucket, objects, partSizes, aborted } = bucketOf();
  async function* lines() {
    for (const line of ["a\n", "bäc\n", "x".repeat(25), "\n"]) yield line;
  }
  await writeLines(bucket, "some", lines(), 8);
  expect(objects.get("some")).toBe(`a\nbäc\n${"x".repeat(25)}\n`);
  expect(partSizes).toEqual([8, 8, 8, 8, 1]);
  async function* broken() {
    yield "a\n";
    throw new Error("D1 is out");
  }
  await expect(writeLines(bucket, "other", broken())).rejects.toThrow("D1 is out");
  expect([...objects.keys()]).toEqual(["some"]);
  expect(aborted()).toBe(1);
});
