import { beforeAll, describe, expect, it } from "vitest";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { bearer, signedIn, withDemo } from "../../world/in-workerd.ts";

beforeAll(withDemo);

describe("organization.revokeTokens", () => {
  it("ends tokens of several people at once, with one mail for each of them", async () => {
    const { members, tokens, organization } = await scenario()
      .withOrganization()
      .withMember({ role: "superuser" })
      .withMember({ name: "Mei Tanaka" })
      .withToken({ name: "One" })
      .withToken({ name: "Two" })
      .withMember({ name: "Pavel Novak" })
      .withToken({ name: "Three" })
      .written();
    const [superuser, mei, pavel] = members;
    const client = await signedIn(superuser?.user.email ?? "", superuser?.password);
    const ids = tokens.map(({ id }) => id);
    expect(await client.rpc.organization.revokeTokens.mutate({ ids })).toEqual({ revoked: 3 });
    for (const { text } of tokens) expect((await bearer(text).fetch("/api/v1/me")).status).toBe(401);
    expect(
      await count("activity WHERE organization_id = ? AND action = 'token.revoked'", organization.id),
    ).toBe(3);
    const mail = await rows<{ recipient: string; notice: string }>(
      "SELECT recipient, notice FROM outbox WHERE organization_id = ?",
      organization.id,
    );
    expect(mail.map(({ recipient }) => recipient).toSorted()).toEqual(
      [mei?.user.email, pavel?.user.email].toSorted(),
    );
    const toMei = mail.find(({ recipient }) => recipient === mei?.user.email);
    expect(JSON.parse(toMei?.notice ?? "")).toMatchObject({ apiTokens: 2, sessions: 0 });
    expect(await client.rpc.organization.revokeTokens.mutate({ ids })).toEqual({ revoked: 0 });
  });

  it("ends no session, and nothing of another organization", async () => {
    const boss = await signedIn("boss@fabrikam.example");
    const theirs = await boss.rpc.tokens.create.mutate({ name: "Theirs" });
    const client = await signedIn("super@northwind.example");
    const { items } = await client.rpc.secondaryTokens.list.query({});
    const sessions = items.filter(({ kind }) => kind === "session").map(({ id }) => id);
    const answer = await client.rpc.organization.revokeTokens.mutate({ ids: [theirs.id, ...sessions] });
    expect(answer).toEqual({ revoked: 0 });
    expect((await bearer(theirs.token).fetch("/api/v1/me")).status).toBe(200);
  });
});
