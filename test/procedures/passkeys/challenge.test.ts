import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { MINUTE_MS } from "../../../worker/domain/durations.ts";
import { encode } from "../../factories/authenticator.ts";
import { isolate } from "../../factories/isolate.ts";
import { challengeOf, visitor, withoutPasskey, withPasskey } from "../../factories/passkeys.ts";
import { count, rows } from "../../factories/rows.ts";
import { origin } from "../../world/in-workerd.ts";
import { outcomeOf } from "../../world/refusals.ts";

test("asks whoever registers for a new passkey, whoever proves for one of theirs, and a visitor for any", async () => {
  const { client, key, user, email } = await withPasskey();
  const known = [{ type: "public-key", id: encode(key.credentialId), transports: ["internal"] }];
  const ask = client.rpc.passkeys.challenge.mutate;
  expect(await ask({ for: "register" })).toMatchObject({
    rp: { id: new URL(origin).hostname },
    user: { id: encode(new TextEncoder().encode(user.id)), name: email, displayName: user.name },
    timeout: 5 * MINUTE_MS,
    excludeCredentials: known,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  expect(await ask({ for: "prove" })).toMatchObject({ allowCredentials: known });
  const asked = [await ask({ for: "signIn" }), await ask({ for: "signIn" })];
  for (const options of asked) {
    expect(options).toMatchObject({ allowCredentials: [], userVerification: "required" });
    expect(options.challenge).toMatch(/^[\w-]{43}$/);
  }
  expect(asked[0]?.challenge).not.toBe(asked[1]?.challenge);
  expect(await count("passkey_challenge WHERE purpose = 'signIn' AND session_id IS NOT NULL")).toBe(0);
});

test("to register takes a fresh proof, and no other purpose is known", async () => {
  const { client, user } = await withoutPasskey();
  await rows("UPDATE token SET proved_at = 1 WHERE user_id = ?", user.id);
  expect(await outcomeOf(challengeOf(client, "register"))).toBe("FORBIDDEN proof-stale");
  expect(await outcomeOf(challengeOf(client, "prove"))).toBeNull();
  const unknown = challengeOf(client, "signOut" as "signIn");
  expect(await outcomeOf(unknown)).toBe("BAD_REQUEST input-invalid");
});

test("three hundred challenges of one client are open at most; another client is not kept waiting", async () => {
  const address = "198.51.100.77";
  await env.DB.prepare(
    `INSERT INTO passkey_challenge (challenge, purpose, client_network, expires_at)
     SELECT randomblob(32), 'signIn', ?1, ?2 FROM json_each(?3)`,
  )
    .bind(address, Date.now() + MINUTE_MS, JSON.stringify([...Array(300).keys()]))
    .run();
  expect(await outcomeOf(challengeOf(visitor(address), "signIn"))).toBe(
    "TOO_MANY_REQUESTS sign-in-throttled",
  );
  expect(await outcomeOf(challengeOf(visitor("198.51.100.78"), "signIn"))).toBeNull();
  await env.DB.prepare("UPDATE passkey_challenge SET expires_at = 1 WHERE client_network = ?")
    .bind(address)
    .run();
  expect(await outcomeOf(challengeOf(visitor(address), "signIn"))).toBeNull();
  await isolate().everyNight();
  expect(await count("passkey_challenge WHERE expires_at = 1")).toBe(0);
});

test("to register or to prove nobody asks who is not signed in", async () => {
  for (const purpose of ["register", "prove"] as const)
    expect(await outcomeOf(challengeOf(visitor(), purpose))).toBe("UNAUTHORIZED not-signed-in");
});
