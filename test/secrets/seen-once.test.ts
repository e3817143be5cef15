import { env } from "cloudflare:workers";
import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { PASSWORD } from "../factories/password.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { unreachable, watchedDatabase, watchedKv } from "../factories/watched.ts";

/** Everything that D1 and KV store, as text; bytes in hexadecimal and decoded. */
async function stored(): Promise<string> {
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  );
  const dumps = await Promise.all(tables.map(({ name }) => rows(`SELECT * FROM "${name}"`)));
  const asText = (_: string, value: unknown) =>
    Array.isArray(value) && value.every((byte) => typeof byte === "number")
      ? String.fromCharCode(...value)
      : value;
  const { keys } = await env.TOMBSTONES.list();
  const values = await Promise.all(keys.map(async ({ name }) => `${name}=${await env.TOMBSTONES.get(name)}`));
  return JSON.stringify(dumps, asText) + values.join();
}

test("after a whole day of use and failure no token, cookie or password is kept or logged", async () => {
  const lines: unknown[][] = [];
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => void lines.push(words));
  }
  const { member } = await scenario().withOrganization().withMember().written();
  const email = member.user.email ?? "";
  let broken = false;
  const { database } = watchedDatabase(env.DB, () => (broken ? unreachable() : undefined));
  const { tombstones, writes } = watchedKv(env.TOMBSTONES);
  const { signedIn, anonymous, bearer, settled, everyMinute } = isolate({
    DB: database,
    TOMBSTONES: tombstones,
  });

  const wrong = "a wrong but secret passphrase";
  await signedIn(email, wrong).catch(() => {});
  const { cookie, rpc, fetch, post } = await signedIn(email);
  const made = await Promise.all(["one", "two", "three"].map((name) => rpc.tokens.create.mutate({ name })));
  const [one, two, three] = made.map(({ token }) => token) as [string, string, string];
  await bearer(one).fetch(`/api/v1/me?access_token=${two}`);
  await bearer(one).fetch(`/api/v1/tokens/${two}`);
  await bearer(one).fetch(`/api/v1/tokens?cursor=${two}`);
  await anonymous({ authorization: `Bearer ${one}, Bearer ${two}` }).fetch("/api/v1/me");
  await fetch(`/trpc/tokens.list?input=${encodeURIComponent(JSON.stringify({ cursor: three }))}`);
  await fetch("/trpc/tokens.create", {
    method: "POST",
    body: `{"name": ${three}`,
    headers: { "content-type": "application/json" },
  });
  await post("/trpc/tokens.revoke", { id: three });
  broken = true;
  for (const token of [one, two]) await bearer(token).fetch("/api/v1/me");
  await post("/trpc/session.signIn", { email, password: PASSWORD });
  await fetch("/trpc/session.current");
  broken = false;
  await rpc.tokens.revoke.mutate({ id: two.slice(3, 15) });
  await bearer(one).fetch("/api/v1/tokens/current", { method: "DELETE" });
  await bearer(one).fetch("/api/v1/me");
  const listed = JSON.stringify(await rpc.tokens.list.query());
  await rpc.session.signOut.mutate();
  await everyMinute();
  await Promise.race([settled(), env.DB.prepare("SELECT 1").run()]);

  const secrets = [one, two, three, cookie.split("=")[1] ?? ""].flatMap((token) => [
    token,
    token.slice(-38),
    token.slice(-38, -6),
  ]);
  const places = {
    stored: await stored(),
    kv: JSON.stringify(writes),
    logged: inspect(lines, { depth: 10 }),
    listed,
  };
  expect(lines.length).toBeGreaterThan(0);
  expect(writes.length).toBeGreaterThanOrEqual(3);
  for (const [place, text] of Object.entries(places)) {
    for (const secret of [...secrets, PASSWORD, wrong])
      expect(text.includes(secret), `a secret in ${place}`).toBe(false);
  }
});
