import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMANDS, type Given } from "../../worker/commands/admin/commands.ts";
import { migrate } from "../../worker/commands/d1/migrations.ts";
import { seedDemoNow } from "../../worker/commands/dev/demo.ts";
import { newCommandPlace } from "../world/command-place.ts";

let place: Awaited<ReturnType<typeof newCommandPlace>>;
let northwind: string;
let token: string;

beforeAll(async () => {
  place = await newCommandPlace();
  await migrate(place.database);
  const demo = await seedDemoNow(place.env);
  token = demo.seeded ? demo.token : "";
  const [row] = await place.database.query<{ id: string }>(
    "SELECT id FROM organization WHERE name = 'Northwind Labs'",
  );
  northwind = row?.id ?? "";
});
afterAll(() => place.close());

const admin = async (command: string, given: Given = {}) => COMMANDS[command]?.run(place, given) ?? "";

test.each([
  [{ name: " ", email: "a@b.example" }, "--name"],
  [{ name: "X", email: "a@b.example", kind: "enemy" }, "--kind"],
  [{ name: "X", email: "a@b.example", partner: "org_unknown" }, "There is no partner organization"],
])("create-organization refuses %j", async (given, sentence) => {
  await expect(admin("create-organization", given)).rejects.toThrow(sentence);
});

test("lists organizations and people", async () => {
  expect(await admin("list-organizations")).toMatch(
    /org_\w+ +customer +6 members +\d+ API tokens +Northwind Labs/,
  );
  const people = await admin("list-people", { organization: northwind });
  expect(people).toContain("member@northwind.example");
  expect(people).toContain("service user");
  expect(people).not.toContain("fabrikam");
});

test("makes a fresh link, which resets the password of whoever has one", async () => {
  const words = await admin("fresh-link", { email: "member@northwind.example" });
  expect(words).toMatch(/https:\/\/tokens\.example\.com\/set-password\S*[0-9A-Za-z]{44}\n/);
  expect(await place.database.query("SELECT purpose, organization_id FROM one_time_link")).toEqual([
    { purpose: "password-reset", organization_id: null },
  ]);
  await expect(admin("fresh-link", { email: "nobody@northwind.example" })).rejects.toThrow(
    "Nobody with the address",
  );
});

test("promotes a member to Master Admin, once, with its activity", async () => {
  const given = { organization: northwind, email: "super@northwind.example" };
  expect(await admin("promote", given)).toContain("is now Master Admin");
  expect(await admin("promote", given)).toContain("already");
  expect(
    await place.database.query(
      "SELECT actor_name, subject_name IS NOT NULL AS named, detail FROM activity WHERE action = 'member.role-changed'",
    ),
  ).toEqual([{ actor_name: null, named: 1, detail: '{"from":"superuser","to":"master_admin"}' }]);
});

test("revokes what a leak holds, and says of the rest only where it stands", async () => {
  const file = join(place.folder, "leak.txt");
  const id = token.split("_")[1] ?? "";
  const forged = `${token.slice(0, 20)}${"A".repeat(token.length - 20)}`;
  writeFileSync(file, `${forged}\n\n${token}\nlk_AAAAAAAAAAAA\n`);
  const words = await admin("revoke", { file });
  expect(words).toContain("1 tokens are revoked.");
  expect(words).toContain("lines 1, 4");
  expect(words).not.toContain(id);
  expect(await place.database.query(`SELECT 1 FROM token WHERE id = '${id}'`)).toEqual([]);
  expect(
    await place.database.query(
      `SELECT action, (SELECT count(*) FROM tombstone_due) AS due, (SELECT count(*) FROM outbox) AS mails FROM activity WHERE token_id = '${id}' AND action = 'token.revoked'`,
    ),
  ).toEqual([{ action: "token.revoked", due: 1, mails: 1 }]);
});

test("sends mail again that was given up", async () => {
  await place.database.run(["UPDATE outbox SET attempts = 7, next_attempt_at = NULL"]);
  expect(await admin("send-mail-again", { email: "boss@fabrikam.example" })).toContain("No mail");
  expect(await admin("send-mail-again")).toContain("1 mails are sent again");
});

test("exports an organization without a secret or its hash", async () => {
  const file = join(place.folder, "northwind.jsonl");
  await admin("export-organization", { organization: northwind, file });
  const lines = (await readFile(file, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const parts = Object.groupBy(lines, ({ part }) => part);
  expect(parts.membership).toHaveLength(6);
  expect(parts.user).toHaveLength(6);
  expect(parts.token?.length).toBeGreaterThan(10);
  for (const line of lines) expect(Object.keys(line).filter((key) => /hash/.test(key))).toEqual([]);
});
