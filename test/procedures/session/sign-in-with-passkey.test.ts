import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { authenticator, encode } from "../../factories/authenticator.ts";
import {
  answered,
  challengeOf,
  passkeyActivities,
  signInWith,
  withPasskey,
} from "../../factories/passkeys.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { reasonOf } from "../../world/refusals.ts";

describe("session.signInWithPasskey", () => {
  test("opens a session in a cookie, and remembers the use", async () => {
    const { key, email, user } = await withPasskey();
    const answer = await signInWith(
      await answered(key, { flags: 0x1d, userHandle: encode(new TextEncoder().encode(user.id)) }),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-latchkey=lks_/);
    expect(await answer.json()).toMatchObject({ result: { data: { user: { email } } } });
    const [passkey] = await rows(
      "SELECT is_backed_up, last_used_at > 0 AS used FROM passkey WHERE user_id = ?",
      user.id,
    );
    expect(passkey).toEqual({ is_backed_up: 1, used: 1 });
    const ways = await rows("SELECT DISTINCT way FROM token WHERE user_id = ? ORDER BY way", user.id);
    expect(ways).toEqual([{ way: "passkey" }, { way: "password" }]);
  });

  test("an answer opens one session, also where it comes twice at one moment", async () => {
    const { key } = await withPasskey();
    const response = await answered(key);
    const answers = await Promise.all([signInWith(response), signInWith(response), signInWith(response)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await signInWith(response)).status).toBe(401);
  });

  test("is refused alike whatever was wrong, and opens nothing", async () => {
    const { key, user, client } = await withPasskey();
    const stranger = await authenticator();
    const good = await answered(key);
    const tries = [
      await answered(stranger),
      await answered(key, { flags: 1 }),
      await answered(key, { origin: "https://evil.example" }),
      await answered(key, { rpId: "evil.example" }),
      await answered(key, { userHandle: encode(new TextEncoder().encode("usr_000000000000")) }),
      await answered(key, { challenge: encode(crypto.getRandomValues(new Uint8Array(32))) }),
      await answered(key, { challenge: await challengeOf(client, "prove") }),
      { ...good, response: { ...good.response, signature: "AAAA" } },
    ];
    const answers = await Promise.all(tries.map((one) => signInWith(one)));
    expect(answers.map(({ status }) => status)).toEqual(tries.map(() => 401));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain("passkey-refused");
    expect(await count("token WHERE user_id = ? AND way = 'passkey'", user.id)).toBe(0);
  });

  test("a counter that goes back is recorded, and refuses nothing", async () => {
    const { key, user } = await withPasskey();
    for (const counter of [5, 6, 4, 7])
      expect((await signInWith(await answered(key, { counter }))).status).toBe(200);
    const back = (await passkeyActivities(user.id)).filter(
      ({ action }) => action === "passkey.counter-went-back",
    );
    expect(back.map(({ detail }) => JSON.parse(detail))).toEqual([{ name: "Phone", from: 6, to: 4 }]);
  });

  test("leads into the organization that was asked for, and into none that is closed to them", async () => {
    const { key, user } = await withPasskey();
    const { organization } = await scenario()
      .withOrganization({ name: "Other" })
      .withMember({ user })
      .written();
    const answer = await signInWith(await answered(key), { organizationId: organization.id });
    expect(await answer.json()).toMatchObject({ result: { data: { organization: { name: "Other" } } } });
    const unknown = await signInWith(await answered(key), { organizationId: "org_000000000000" });
    expect([unknown.status, await reasonOf(unknown)]).toEqual([404, "organization-unknown"]);
    await env.DB.prepare("UPDATE membership SET deactivated_at = 1 WHERE user_id = ?").bind(user.id).run();
    const closed = await signInWith(await answered(key));
    expect([closed.status, await reasonOf(closed)]).toEqual([401, "account-deactivated"]);
  });
});

test("whoever leaves their last organization leaves their passkeys behind with it", async () => {
  const { client, user, key } = await withPasskey();
  await client.rpc.profile.deleteAccount.mutate();
  expect(await count("passkey WHERE user_id = ?", user.id)).toBe(0);
  expect((await signInWith(await answered(key))).status).toBe(401);
});
