import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { neverIssued } from "../factories/never-issued.ts";
import { scenario } from "../factories/scenario.ts";
import { unreachable, watchedDatabase } from "../factories/watched.ts";

/** In a separate isolate, an organization with a gateway that may introspect, and a token that it asks about. */
async function introspection(before?: (sql: string) => unknown, bindings: Partial<Cloudflare.Env> = {}) {
  const { tokens } = await scenario()
    .withOrganization()
    .withMember({ permissions: ["tokens.personal", "tokens.introspect"] })
    .withToken()
    .withMember()
    .withToken()
    .written();
  const [caller, presented] = tokens as [(typeof tokens)[0], (typeof tokens)[0]];
  const { database, trips } = watchedDatabase(env.DB, before);
  const here = isolate({ DB: database, ...bindings });
  const ask = (token: string) => here.bearer(caller.text).postForm("/oauth/introspect", { token });
  const reads = () => trips.filter(({ rowsWritten }) => rowsWritten === 0);
  return { here, ask, caller, presented, trips, reads };
}

describe("introspection's two tokens", () => {
  it("are one trip to D1, ten rows", async () => {
    const { ask, presented, reads } = await introspection();
    expect(await (await ask(presented.text)).json()).toMatchObject({ active: true, jti: presented.id });
    expect(reads().map(({ rowsRead }) => rowsRead)).toEqual([10]);
  });

  it("may be the same one", async () => {
    const { ask, caller, reads } = await introspection();
    expect(await (await ask(caller.text)).json()).toMatchObject({ active: true, jti: caller.id });
    expect(reads().map(({ rowsRead }) => rowsRead)).toEqual([5]);
  });

  it("are told apart: a caller that holds says nothing for a token that does not", async () => {
    const { ask, reads } = await introspection();
    expect(await (await ask(neverIssued())).json()).toEqual({ active: false });
    expect(reads().map(({ rowsRead }) => rowsRead)).toEqual([5]);
  });

  it("are judged in order: for a caller that does not hold, nothing is said and no use is recorded", async () => {
    const { here, presented, trips } = await introspection();
    const answer = await here.bearer(neverIssued()).postForm("/oauth/introspect", { token: presented.text });
    expect(answer.status).toBe(401);
    await here.settled();
    expect(trips.filter(({ rowsWritten }) => rowsWritten > 0)).toEqual([]);
  });

  it("are one when the other is known not to hold", async () => {
    const { ask, reads } = await introspection();
    const unknown = neverIssued();
    await ask(unknown);
    await ask(unknown);
    expect(reads().map(({ rowsRead }) => rowsRead)).toEqual([5, 5]);
  });

  it("are both 503 where D1 does not answer", async () => {
    const { ask, presented } = await introspection(unreachable);
    expect((await ask(presented.text)).status).toBe(503);
  });

  it("are no reason to read for a request that is refused without", async () => {
    const { here, presented, trips } = await introspection();
    for (const headers of [{}, { authorization: "Bearer x" }]) {
      const answer = await here.anonymous(headers as Record<string, string>).postForm("/oauth/introspect", {
        token: presented.text,
      });
      expect(answer.status).toBe(401);
    }
    expect(trips).toEqual([]);
  });

  it("under leases: what came along is a lease from when it was read, no longer", async () => {
    const leaseMs = 4_000;
    const { ask, presented, reads } = await introspection(undefined, { VERIFICATION_LEASE_SECONDS: "4" });
    const startedAt = Date.now();
    await ask(presented.text);
    await ask(presented.text);
    expect(reads()).toHaveLength(1);
    const again = async () => (await ask(presented.text)) && reads().length;
    await expect.poll(again).toBeGreaterThan(1);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(leaseMs - 50);
  });
});
