import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { refusalOf } from "../../world/refusals.ts";

async function team() {
  const { members, tokens, organization } = await scenario()
    .withOrganization()
    .withMember({ role: "superuser", name: "Samuel Okafor" })
    .withToken()
    .withMember()
    .withToken({ name: "Nightly build" })
    .written();
  const here = isolate();
  const [admin, member] = members.map(({ user }) => user.email as string) as [string, string];
  const token = tokens[1] as (typeof tokens)[0];
  const ask = () => here.bearer(token.text).fetch("/api/v1/me");
  const detail = async () => ((await (await ask()).json()) as { detail: string }).detail;
  return {
    here,
    admin: await here.signedIn(admin),
    member: await here.signedIn(member),
    adminToken: tokens[0]?.text as string,
    id: token.id,
    ask,
    detail,
    organization,
    email: member,
  };
}

test("its owner suspends a token and resumes it", async () => {
  const { member, id, ask, detail } = await team();
  await member.rpc.tokens.suspend.mutate({ id });
  expect((await ask()).status).toBe(401);
  expect(await detail()).toBe("The token is suspended by its owner until somebody resumes it.");
  const [item] = (await member.rpc.tokens.list.query({})).items;
  expect(item).toMatchObject({ state: "suspended", suspended: { until: null, by: "owner" } });
  await member.rpc.tokens.resume.mutate({ id });
  expect((await ask()).status).toBe(200);
});

test("it resumes by itself at the instant that was said, with no job", async () => {
  const { member, id, ask } = await team();
  const until = new Date(Date.now() + 1_500).toISOString();
  await member.rpc.tokens.suspend.mutate({ id, until });
  expect((await ask()).status).toBe(401);
  await expect.poll(async () => (await ask()).status).toBe(200);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
});

test("what an administrator suspended only administrators resume; the owner gets mail of both", async () => {
  const { admin, member, id, ask, detail, email } = await team();
  await admin.rpc.organization.suspendToken.mutate({ id });
  expect(await detail()).toContain("by an administrator");
  for (const act of [
    () => member.rpc.tokens.resume.mutate({ id }),
    () => member.rpc.tokens.suspend.mutate({ id, until: new Date(Date.now() + 1000).toISOString() }),
  ]) {
    expect(await refusalOf(act())).toEqual({ code: "FORBIDDEN", reason: "suspended-by-administrator" });
  }
  await admin.rpc.organization.resumeToken.mutate({ id });
  expect((await ask()).status).toBe(200);
  const mail = await rows<{ kind: string }>(
    "SELECT notice ->> 'kind' AS kind FROM outbox WHERE recipient = ? ORDER BY rowid",
    email,
  );
  expect(mail.map(({ kind }) => kind)).toEqual(["token-suspended", "token-resumed"]);
});

test("over REST, by a superuser's token", async () => {
  const { here, adminToken, id, ask } = await team();
  const path = `/api/v1/organization/tokens/${id}/suspension`;
  const put = (body: object) =>
    here.bearer(adminToken).fetch(path, {
      method: "PUT",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  expect((await put({ until: "tomorrow" })).status).toBe(422);
  expect((await put({ until: new Date(0).toISOString() })).status).toBe(422);
  expect((await put({ until: new Date(Date.now() + 60_000).toISOString() })).status).toBe(204);
  expect((await ask()).status).toBe(401);
  const list = await here.bearer(adminToken).fetch("/api/v1/organization/tokens");
  const { items } = (await list.json()) as { items: { id: string; state: string }[] };
  expect(items.find((one) => one.id === id)?.state).toBe("suspended");
  expect((await here.bearer(adminToken).fetch(path, { method: "DELETE" })).status).toBe(204);
  expect((await ask()).status).toBe(200);
});

test("a stranger is told nothing of it", async () => {
  const { member, id, here } = await team();
  await member.rpc.tokens.suspend.mutate({ id });
  const { token: other } = await member.rpc.tokens.create.mutate({ name: "X" });
  const forged = other.replace(/_[0-9A-Za-z]{12}_/, `_${id}_`);
  const answer = await here.bearer(forged).fetch("/api/v1/me");
  expect(((await answer.json()) as { detail: string }).detail).toBe("The token is not valid.");
});
