import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { clientsOf } from "../world/clients.ts";
import { type DevCommand, endDevCommands, startDevCommand } from "../world/dev-command.ts";
import { freePort } from "../world/free-port.ts";
import { until } from "../world/until.ts";

const folders: string[] = [];

afterEach(endDevCommands);

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test("from nothing: the welcome, its token, mail below the state, and an end by SIGTERM to npm alone; then again on the same state", async () => {
  const state = freshState();
  const first = startDevCommand(await freePort(), state);
  await first.ready();
  expect(first.output()).toMatch(/^Latchkey starts: /m);
  expect(first.output()).toContain(first.origin);
  for (const email of ["master@northwind.example", "boss@fabrikam.example"])
    expect(first.output()).toContain(email);
  const [curl = ""] = /^ *curl .*$/m.exec(first.output()) ?? [];
  const token = /Bearer (lk_\w+)"/.exec(curl)?.[1] ?? "";
  expect(curl).toContain(`${first.origin}/api/v1/me`);
  expect((await clients(first).bearer(token).fetch("/api/v1/me")).status).toBe(200);
  expect((await clients(first).anonymous({ accept: "text/html" }).fetch("/")).status).toBe(200);

  await clients(first).anonymous({ origin: first.origin }).post("/trpc/session.forgotPassword", {
    email: "member@northwind.example",
  });
  const mail = await until("the mail is in a file", () => mailTo("member@northwind.example", state));
  expect(mail).toContain("member@northwind.example");
  // No request tells Cron the address for its mail: it has to be known already.
  const metadata = await clients(first)
    .anonymous()
    .fetch("/.well-known/oauth-authorization-server", {
      headers: { "x-forwarded-host": "elsewhere.example" },
    });
  expect(await metadata.json()).toMatchObject({ issuer: first.origin });
  const secretsKey = readFileSync(join(state, "secrets-key"), "utf8");
  expect(secretsKey).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(statSync(join(state, "secrets-key")).mode & 0o777).toBe(0o600);
  await first.end("SIGTERM", "npm");

  const second = startDevCommand(await freePort(), state);
  await second.ready();
  expect(second.output()).toContain("already there");
  expect(second.output()).toContain("master@northwind.example");
  expect(second.output()).not.toMatch(/lk_\w+/);
  expect((await clients(second).bearer(token).fetch("/api/v1/me")).status).toBe(200);
  expect(readFileSync(join(state, "secrets-key"), "utf8")).toBe(secretsKey);
  expect(first.output() + second.output()).not.toContain(secretsKey);
  await second.end("SIGINT", "group");
  expect(await second.ended()).toBe(0);
});

test("two side by side, undisturbed by a third that wants the state or the port of one of them", async () => {
  const [one, two] = [
    startDevCommand(await freePort(), freshState()),
    startDevCommand(await freePort(), freshState()),
  ];
  const shared = folders.at(-2) ?? "";
  await Promise.all([one.ready(), two.ready()]);

  const sameState = startDevCommand(await freePort(), shared);
  expect(await sameState.ended()).toBe(1);
  expect(sameState.output()).toContain(`${shared} is in use`);

  const samePort = startDevCommand(new URL(one.origin).port, freshState());
  expect(await samePort.ended()).toBe(1);
  expect(samePort.output()).toMatch(/Port \d+ is taken/);

  for (const instance of [one, two]) {
    expect((await fetch(`${instance.origin}/healthz`)).status).toBe(200);
    await clients(instance).signedIn("member@northwind.example");
  }
  await one.end("SIGKILL", "npm");
  expect((await fetch(`${two.origin}/healthz`)).status).toBe(200);
  await two.end("SIGINT", "npm");
});

test("a state that cannot be written to is refused in one sentence", async () => {
  const refused = startDevCommand(await freePort(), "/dev/null/state");
  expect(await refused.ended()).toBe(1);
  expect(refused.output()).toContain("LATCHKEY_STATE must be a folder that can be written to");
  expect(refused.output()).not.toContain("    at ");
});

test("a HOME that cannot be written to, and nothing is asked of it", async () => {
  const command = startDevCommand(await freePort(), freshState(), { HOME: "/dev/null" });
  await command.ready();
  await command.end("SIGTERM", "npm");
});

test.each(["0", "65536", "http", "-1", "87.87"])("PORT=%s is refused in one sentence", async (port) => {
  const refused = startDevCommand(port, freshState());
  expect(await refused.ended()).toBe(1);
  expect(refused.output()).toContain(`PORT must be a whole number from 1 to 65535, not "${port}".`);
});

function freshState(): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-dev-"));
  folders.push(folder);
  return folder;
}

function clients({ origin }: DevCommand) {
  return clientsOf({ origin, fetch: (url, init) => fetch(url, init) });
}

function mailTo(address: string, state: string): string | undefined {
  const folder = join(state, "mail");
  try {
    const name = readdirSync(folder).find((file) => file.includes(address) && file.endsWith(".eml"));
    return name && readFileSync(join(folder, name), "utf8");
  } catch {
    return undefined;
  }
}
