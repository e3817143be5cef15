import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

const savedRow = async (id: string) => (await rows("SELECT * FROM token WHERE id = ?", id))[0] ?? {};

/** What a Time Travel restore does to one token: its row is back, and no tombstone is due. */
async function restore(row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row);
  const values = Object.values(row).map((value) => (Array.isArray(value) ? Uint8Array.from(value) : value));
  await env.DB.batch([
    env.DB.prepare("DELETE FROM tombstone_due"),
    env.DB.prepare(`INSERT INTO token (${columns.join()}) VALUES (${columns.map(() => "?").join()})`).bind(
      ...values,
    ),
  ]);
}

async function revokedAndRestored(here = isolate()) {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const row = await savedRow(token.id);
  expect((await here.bearer(token.text).fetch("/api/v1/tokens/current", { method: "DELETE" })).status).toBe(
    204,
  );
  await here.settled();
  await restore(row);
  return token;
}

test("the isolate that revoked goes on refusing", async () => {
  const here = isolate();
  const token = await revokedAndRestored(here);
  expect((await here.bearer(token.text).fetch("/api/v1/me")).status).toBe(401);
});

test("an isolate that never heard of the token refuses it, and says why to its holder", async () => {
  const token = await revokedAndRestored();
  const answer = await isolate().bearer(token.text).fetch("/api/v1/me");
  expect(answer.status).toBe(401);
  expect(answer.headers.get("WWW-Authenticate")).toContain("The token was revoked on");
});

test("an isolate that has just honoured it refuses it after a minute at the latest", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const there = isolate();
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    expect((await there.bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
    const row = await savedRow(token.id);
    const here = isolate();
    await here.bearer(token.text).fetch("/api/v1/tokens/current", { method: "DELETE" });
    await here.settled();
    await restore(row);
    vi.advanceTimersByTime(60_000);
    expect((await there.bearer(token.text).fetch("/api/v1/me")).status).toBe(401);
  } finally {
    vi.useRealTimers();
  }
});

test("an isolate that heard of the revocation before the restore refuses at once", async () => {
  const [here, there] = [isolate(), isolate()];
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  expect((await there.bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
  const row = await savedRow(token.id);
  await here.bearer(token.text).fetch("/api/v1/tokens/current", { method: "DELETE" });
  await here.settled();
  expect((await there.bearer(token.text).fetch("/api/v1/me")).status).toBe(401);
  await restore(row);
  expect((await there.bearer(token.text).fetch("/api/v1/me")).status).toBe(401);
});

test("a session that was signed out does not come back either", async () => {
  const { member } = await scenario().withOrganization().withMember().written();
  const here = isolate();
  const { cookie, rpc } = await here.signedIn(member.user.email ?? "");
  const [row] = await rows("SELECT * FROM token WHERE user_id = ?", member.user.id);
  await rpc.session.signOut.mutate();
  await here.settled();
  await restore(row ?? {});
  const answer = await isolate().anonymous({ cookie }).fetch("/trpc/session.current");
  expect(await answer.json()).toEqual({ result: { data: null } });
});
