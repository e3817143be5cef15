import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { origin } from "../../world/in-workerd.ts";

test("ends every session and API token of the member here, this session with them, and takes the cookie away", async () => {
  const { member, organization, token } = await scenario()
    .withOrganization()
    .withMember()
    .withToken()
    .withSession()
    .written();
  const { tokens: others } = await scenario()
    .withOrganization()
    .withMember({ user: member.user })
    .withToken()
    .written();
  const { bearer, signedIn } = isolate();
  const client = await signedIn(member.user.email ?? "");
  const answer = await client.post("/trpc/session.signOutEverywhere", undefined);
  expect(await answer.json()).toEqual({ result: { data: { deleted: 3, signedOut: true } } });
  expect(answer.headers.get("set-cookie")).toMatch(/^__Host-latchkey=; Max-Age=0;/);
  expect(await client.rpc.session.current.query()).toBeNull();
  const statusOf = async (text: string) => (await bearer(text).fetch("/api/v1/me")).status;
  expect(await statusOf(token.text)).toBe(401);
  expect(await statusOf(others[0]?.text ?? "")).toBe(200);
  const ended = await rows<{ by: string }>(
    "SELECT DISTINCT actor_user_id AS 'by' FROM activity WHERE organization_id = ? AND action = 'token.revoked'",
    organization.id,
  );
  expect(ended).toEqual([{ by: member.user.id }]);
  expect(await count("outbox WHERE recipient = ?", member.user.email)).toBe(0);
});

test("is nobody's to do without a session, nor an API token's", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const { anonymous } = isolate();
  for (const client of [
    anonymous({ origin }),
    anonymous({ origin, authorization: `Bearer ${token.text}` }),
  ]) {
    const answer = await client.post("/trpc/session.signOutEverywhere", undefined);
    expect(answer.status).toBe(401);
  }
  expect(await count("token WHERE id = ?", token.id)).toBe(1);
});
