import { describe, expect, test } from "vitest";
import { HOUR_MS } from "../../../worker/domain/durations.ts";
import { isolate } from "../../factories/isolate.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";

const newKey = () => crypto.randomUUID();

async function signedIn(options: Parameters<ReturnType<typeof scenario>["withMember"]>[0] = {}) {
  const place = await scenario().withOrganization().withMember(options).written();
  const [here, there] = [isolate(), isolate()];
  const { email } = place.member.user;
  const member = await here.signedIn(email as string, place.member.password);
  const statusOf = async (token: string) => (await there.bearer(token).fetch("/api/v1/me")).status;
  return {
    ...place,
    here,
    there,
    create: member.rpc.tokens.create.mutate,
    revoke: member.rpc.tokens.revoke.mutate,
    statusOf,
    member,
  };
}

const refusedAs = (reason: string) => expect.objectContaining({ data: expect.objectContaining({ reason }) });

describe("tokens.create with a key, asked again", () => {
  test("gives the token that it made, with a new secret; the one that never arrived is dead, in KV too", async () => {
    const { here, create, statusOf } = await signedIn();
    const key = newKey();
    const lost = await create({ name: "CI", purpose: "Builds", key });
    const again = await create({ name: "CI", purpose: "Builds", key });
    expect({ ...again, token: "" }).toEqual({ ...lost, token: "" });
    expect(again.token).not.toBe(lost.token);
    expect(again.token.slice(0, 16)).toBe(lost.token.slice(0, 16));
    expect([await statusOf(lost.token), await statusOf(again.token)]).toEqual([401, 200]);
    expect(await count("token WHERE id = ?", lost.id)).toBe(1);
    expect(
      await count("activity WHERE action <> 'token.retired-secret-used' AND token_id = ?", lost.id),
    ).toBe(1);
    await here.settled();
    expect(await count("tombstone_due WHERE token_id LIKE ? || '%'", lost.id)).toBe(0);
    // A database that was put back knows only the earlier secret.
    const dead = await rows("SELECT hex(hash) AS hash FROM token WHERE id = ?", lost.id);
    expect(dead).toHaveLength(1);
  });

  test("leaves the tombstone of the token's own end to itself", async () => {
    const { here, create, revoke, statusOf } = await signedIn();
    const key = newKey();
    const first = await create({ name: "CI", key });
    const second = await create({ name: "CI", key });
    await revoke({ id: second.id });
    await here.settled();
    expect([await statusOf(first.token), await statusOf(second.token)]).toEqual([401, 401]);
    expect(await count("tombstone_due WHERE token_id LIKE ? || '%'", first.id)).toBe(0);
  });

  test("at one moment: one token, one activity, and the last secret given holds", async () => {
    const { create, statusOf, organization } = await signedIn();
    const key = newKey();
    const given = await Promise.all(Array.from({ length: 6 }, () => create({ name: "CI", key })));
    expect(new Set(given.map(({ id }) => id)).size).toBe(1);
    const statuses = await Promise.all(given.map(({ token }) => statusOf(token)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(await count("token WHERE kind = 'api' AND organization_id = ?", organization.id)).toBe(1);
    expect(
      await count("activity WHERE action = 'token.created' AND organization_id = ?", organization.id),
    ).toBe(1);
  });

  test("is refused where the token was used, or has ended", async () => {
    const { there, create, revoke, statusOf } = await signedIn();
    const [used, ended] = [newKey(), newKey()];
    expect(await statusOf((await create({ name: "Used", key: used })).token)).toBe(200);
    await there.settled();
    await expect(create({ name: "Used", key: used })).rejects.toEqual(refusedAs("creation-key-spent"));
    await revoke({ id: (await create({ name: "Ended", key: ended })).id });
    await expect(create({ name: "Ended", key: ended })).rejects.toEqual(refusedAs("creation-key-spent"));
  });

  test("is forgotten after an hour, and by the night", async () => {
    const { here, create } = await signedIn();
    const key = newKey();
    const first = await create({ name: "CI", key });
    const { DB } = (await import("cloudflare:workers")).env;
    await DB.prepare("UPDATE token_creation SET created_at = created_at - ?").bind(HOUR_MS).run();
    const second = await create({ name: "CI", key });
    expect(second.id).not.toBe(first.id);
    expect((await create({ name: "CI", key })).id).toBe(second.id);
    await DB.prepare("UPDATE token_creation SET created_at = created_at - ?").bind(HOUR_MS).run();
    await here.everyNight();
    expect(await count("token_creation")).toBe(0);
  });

  test("is each member's own", async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const key = newKey();
    expect((await one.create({ name: "CI", key })).id).not.toBe((await other.create({ name: "CI", key })).id);
  });

  test.each(["", "key", "00000000-0000-0000-0000-00000000000g", 7])("%j is no key", async (key) => {
    const { member } = await signedIn();
    const answer = await member.post("/trpc/tokens.create", { name: "CI", key });
    expect(await answer.json()).toMatchObject({ error: { data: { reason: "key-invalid", field: "key" } } });
  });
});

describe("a purpose", () => {
  test("is shown in lists, at REST, and in the mail about the token's end", async () => {
    const { create, member } = await signedIn({ role: "superuser" });
    const { token, id } = await create({ name: "CI", purpose: "  Builds every night  " });
    const { items } = await member.rpc.tokens.list.query({});
    expect(items.map(({ purpose }) => purpose)).toEqual(["Builds every night"]);
    const bearer = isolate().bearer(token);
    expect(await (await bearer.fetch(`/api/v1/tokens/${id}`)).json()).toMatchObject({
      purpose: "Builds every night",
    });
    const all = await (await bearer.fetch("/api/v1/organization/tokens")).json();
    expect(all).toMatchObject({ items: [{ purpose: "Builds every night" }] });
    await isolate().anonymous().postForm("/oauth/revoke", { token });
    expect(
      await rows(
        "SELECT notice ->> '$.named[0].purpose' AS purpose FROM outbox WHERE notice LIKE '%' || ? || '%'",
        id,
      ),
    ).toEqual([{ purpose: "Builds every night" }]);
  });

  test("is changed and taken away by tokens.edit, and the activity says from what to what", async () => {
    const { member, create } = await signedIn();
    const { id } = await create({ name: "CI", purpose: "Builds" });
    expect((await member.rpc.tokens.edit.mutate({ id, purpose: "Releases" })).purpose).toBe("Releases");
    expect((await member.rpc.tokens.edit.mutate({ id, purpose: "" })).purpose).toBeNull();
    expect((await member.rpc.tokens.edit.mutate({ id, name: "CI 2" })).purpose).toBeNull();
    expect(
      await rows(
        "SELECT detail -> '$.purpose' AS purpose FROM activity WHERE action = 'token.changed' AND detail LIKE '%purpose%' AND token_id = ? ORDER BY at, rowid",
        id,
      ),
    ).toEqual([
      { purpose: '{"from":"Builds","to":"Releases"}' },
      { purpose: '{"from":"Releases","to":null}' },
    ]);
  });

  test.each([
    ["none", undefined, null],
    ["nothing to read", "   ", null],
    ["200 emoji", "🔑".repeat(200), "🔑".repeat(200)],
  ])("may be %s", async (_, purpose, shown) => {
    const { create } = await signedIn();
    expect((await create({ name: "CI", purpose })).purpose).toBe(shown);
  });

  test.each(["x".repeat(201), "two\nlines", 7])("%j is none", async (purpose) => {
    const { member } = await signedIn();
    const answer = await member.post("/trpc/tokens.create", { name: "CI", purpose });
    expect(await answer.json()).toMatchObject({
      error: { data: { reason: "purpose-invalid", field: "purpose" } },
    });
  });
});
