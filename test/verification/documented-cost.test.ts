import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { OUTCOMES } from "../../web/pages/docs/cost.ts";
import { isolate } from "../factories/isolate.ts";
import { neverIssued } from "../factories/never-issued.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase, watchedKv } from "../factories/watched.ts";

const withToken = () => scenario().withOrganization().withMember().withToken().written();

/** What a further call with `text` asks of D1 and KV, after `before`, in an isolate that has answered before. */
async function asked(
  text: string,
  before: (call: () => Promise<Response>) => Promise<unknown> = async () => {},
) {
  const { database, trips } = watchedDatabase(env.DB);
  const { tombstones, reads } = watchedKv(env.TOMBSTONES);
  const { bearer, settled } = isolate({ DB: database, TOMBSTONES: tombstones });
  const anybody = await withToken();
  await bearer(anybody.token.text).fetch("/api/v1/me");
  await before(() => bearer(text).fetch("/api/v1/me"));
  await settled();
  trips.length = reads.length = 0;
  await bearer(text).fetch("/api/v1/me");
  // The first use of a token is written after the answer.
  const [first, ...later] = trips.filter(({ rowsWritten }) => rowsWritten === 0);
  expect(later).toEqual([]);
  return { d1Queries: first ? 1 : 0, rowsRead: first?.rowsRead ?? 0, kvReads: reads.length };
}

test("what the documentation says of the cost of a verification is what is counted", async () => {
  const [steady, first, deleted] = [await withToken(), await withToken(), await withToken()];
  const unknown = neverIssued();
  const counted = [
    await asked(steady.token.text, (call) => call()),
    await asked(first.token.text),
    await asked(unknown),
    await asked(unknown, (call) => call()),
    await asked(deleted.token.text, async (call) => {
      await call();
      await isolate().anonymous().postForm("/oauth/revoke", { token: deleted.token.text });
      await call();
    }),
    await asked(`${unknown.slice(0, -1)}${unknown.endsWith("x") ? "y" : "x"}`),
  ];
  expect(counted).toEqual(OUTCOMES.map(({ what: _, ...documented }) => documented));
});
