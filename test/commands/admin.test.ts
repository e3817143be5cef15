import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { getTableName } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { OF_AN_ORGANIZATION } from "../../db/organizations/removals.ts";
import { COMMANDS, type Given } from "../../worker/commands/admin/commands.ts";
import { PARTS } from "../../worker/commands/admin/export-organization.ts";
import { migrate } from "../../worker/commands/d1/migrations.ts";
import { seedDemoNow } from "../../worker/commands/dev/demo.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";
import { issueToken } from "../factories/demo-token.ts";
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
// Long commands print their progress.
beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
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
  const [rotated, retired] = await Promise.all([inRotation(Date.now() + 60_000), inRotation(Date.now() - 1)]);
  writeFileSync(file, `${forged}\n\n${token}\nlk_AAAAAAAAAAAA\n${rotated}\n${retired}\n`);
  const words = await admin("revoke", { file });
  expect(words).toContain("2 tokens are revoked.");
  expect(words).toContain("lines 1, 4, 6.");
  expect(words).not.toContain(id);
  expect(await place.database.query(`SELECT 1 FROM token WHERE id = '${id}'`)).toEqual([]);
  expect(
    await place.database.query(
      `SELECT action, (SELECT count(*) FROM tombstone_due) AS due, (SELECT count(*) FROM outbox) AS mails FROM activity WHERE token_id = '${id}' AND action = 'token.revoked'`,
    ),
  ).toEqual([{ action: "token.revoked", due: 3, mails: 2 }]);
});

test("what is not there, or there already, is told in words", async () => {
  const organization = "org_unknown";
  await expect(admin("list-people", { organization })).rejects.toThrow(
    "There is no organization org_unknown.",
  );
  await expect(admin("export-organization", { organization: northwind, file: place.folder })).rejects.toThrow(
    "is there already. Choose another name.",
  );
  const file = join(place.folder, "new", "northwind.jsonl");
  expect(await admin("export-organization", { organization: northwind, file })).toContain(file);
});

test("a link leads to an address, or is not made", async () => {
  const given = { email: "member@northwind.example", origin: "nonsense" };
  await expect(admin("fresh-link", given)).rejects.toThrow("--origin: This is no address");
  const words = await admin("fresh-link", { ...given, origin: "https://tokens.example.com/" });
  expect(words).toMatch(/https:\/\/tokens\.example\.com\/set-password/);
});

test.each(["admin", "backup", "restore", "doctor", "deploy"])(
  "npm run %s tells a mistake and its usage, without a stack",
  async (command) => {
    const script = join(PROJECT, `worker/commands/${command}.ts`);
    const run = (word: string) => promisify(execFile)(process.execPath, ["--no-warnings", script, word]);
    const mistyped = await run("--nonsense").catch(({ stderr }) => stderr);
    expect(mistyped).toMatch(new RegExp(`^Unknown option '--nonsense'\\nnpm run ${command} `));
    expect(mistyped).not.toContain("    at ");
    expect((await run("--help")).stdout).toMatch(new RegExp(`^npm run ${command} `));
  },
);

test("a list of tokens is a file", async () => {
  await expect(admin("revoke", { file: join(place.folder, "nowhere") })).rejects.toThrow("There is no file");
  await expect(admin("revoke", { file: place.folder })).rejects.toThrow("is a folder");
});

/** A token's earlier secret, which is valid until then. */
async function inRotation(until: number): Promise<string> {
  const { token, id } = await issueToken(place.env, "super@northwind.example");
  await place.database.run([
    `UPDATE token SET hash_earlier = hash, hash = randomblob(32), earlier_ends_at = ${until} WHERE id = '${id}'`,
  ]);
  return token;
}

test("sends mail again that was given up", async () => {
  await place.database.run(["UPDATE outbox SET attempts = 7, next_attempt_at = NULL"]);
  expect(await admin("send-mail-again", { email: "boss@fabrikam.example" })).toContain("No mail");
  expect(await admin("send-mail-again")).toContain("2 mails are sent again");
});

test("exports an organization, into a file or to standard output, without a secret or its hash", async () => {
  const file = join(place.folder, "northwind.jsonl");
  await place.database.run([
    `INSERT INTO identity_provider (organization_id, issuer, client_id, client_secret, trusts_emails, changed_at)
     VALUES ('${northwind}', 'https://id.example', 'latchkey', 'sealed', 0, 1)`,
    `INSERT INTO provider_domain (domain, organization_id) VALUES ('northwind.example', '${northwind}')`,
  ]);
  await admin("export-organization", { organization: northwind, file });
  const written = await readFile(file, "utf8");
  let printed = "";
  const output = vi.spyOn(process.stdout, "write").mockImplementation((chunk, ...rest) => {
    printed += chunk;
    rest.find((one) => typeof one === "function")?.();
    return true;
  });
  expect(await admin("export-organization", { organization: northwind })).toBe("");
  output.mockRestore();
  expect(printed).toBe(written);
  const lines = written
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const parts = Object.groupBy(lines, ({ part }) => part);
  expect(parts.membership).toHaveLength(6);
  expect(parts.user).toHaveLength(6);
  expect(parts.token?.length).toBeGreaterThan(10);
  expect(parts.identity_provider).toMatchObject([{ issuer: "https://id.example", client_id: "latchkey" }]);
  expect(parts.provider_domain).toMatchObject([{ domain: "northwind.example" }]);
  for (const line of lines) expect(Object.keys(line).filter((key) => /hash|_secret$/.test(key))).toEqual([]);
});

/** Tables whose column `organization_id` says whose their rows are. */
const tablesOfOrganizations = async () => {
  const found = await place.database.query<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%organization\\_id%' ESCAPE '\\'",
  );
  return found.map(({ name }) => name).sort();
};

test("every table with something of an organization is emptied with it", async () => {
  const otherwise = [
    ...["token", "activity"], // before all else; after it
    ...["token_creation", "provider_flow"], // by themselves, within an hour
  ];
  expect(await tablesOfOrganizations()).toEqual(
    [...OF_AN_ORGANIZATION.map(getTableName), ...otherwise].sort(),
  );
});

test("every table with something of an organization is exported, or only keeps its affairs going", async () => {
  const exported = PARTS.map(({ table }): string => getTableName(table)).filter(
    (part) => part !== "organization",
  );
  const keepsGoing = [
    ...["one_time_link", "outbox", "token_creation", "provider_flow"], // what is under way to somebody
    ...["ending", "policy_due", "idle_walk", "name_due"], // what Cron has still to do
    "organization_tally", // counts of the others
  ];
  expect(await tablesOfOrganizations()).toEqual([...exported, ...keepsGoing].sort());
});

test("deletes a person: their tokens end, the activity keeps the name, the last Master Admin stays", async () => {
  const [person] = await place.database.query<{ id: string }>(
    "SELECT id FROM user WHERE email = 'member@northwind.example'",
  );
  await expect(admin("delete-user", { email: "boss@fabrikam.example" })).rejects.toThrow("last Master Admin");
  const words = await admin("delete-user", { email: "Member@northwind.example" });
  expect(words).toMatch(/deleted from Northwind Labs: \d+ sessions and API tokens have ended/);
  for (const where of ["user WHERE id", "membership WHERE user_id", "token WHERE user_id"]) {
    expect(await place.database.query(`SELECT 1 FROM ${where} = '${person?.id}'`)).toEqual([]);
  }
  expect(
    await place.database.query("SELECT 1 FROM outbox WHERE recipient = 'member@northwind.example'"),
  ).toEqual([]);
  expect(
    await place.database.query(
      `SELECT subject_name FROM activity WHERE subject_user_id = '${person?.id}' AND action = 'member.removed'`,
    ),
  ).toEqual([{ subject_name: "Mei Tanaka" }]);
});

test("opens an organization again whose provider locked everybody out, and tells its Master Admins", async () => {
  const given = { organization: northwind };
  expect(await admin("break-glass", given)).toContain("does not require an identity provider");
  await place.database.run([`UPDATE organization SET requires_provider = 1 WHERE id = '${northwind}'`]);
  expect(await admin("break-glass", given)).toContain("no longer requires its identity provider");
  expect(
    await place.database.query(`SELECT requires_provider AS required,
        (SELECT count(*) FROM activity WHERE action = 'provider.required-off' AND organization_id = o.id) AS recorded,
        (SELECT group_concat(recipient) FROM outbox WHERE notice ->> 'kind' = 'provider-required-off'
          AND recipient LIKE 'master@%') AS told
      FROM organization AS o WHERE id = '${northwind}'`),
  ).toEqual([{ required: 0, recorded: 1, told: "master@northwind.example" }]);
  await expect(admin("break-glass", { organization: "org_unknown" })).rejects.toThrow(
    "There is no organization",
  );
});

test("deletes an organization: KV is to be told of every token, and nothing else of it is left", async () => {
  const before = await place.database.query<{ n: number }>("SELECT count(*) AS n FROM tombstone_due");
  const tokens = await place.database.query<{ n: number; secrets: number }>(
    `SELECT count(*) AS n, count(*) + count(hash_earlier) AS secrets FROM token WHERE organization_id = '${northwind}'`,
  );
  expect(await admin("delete-organization", { organization: northwind })).toContain(
    `Northwind Labs is deleted: ${tokens[0]?.n} sessions and API tokens have ended`,
  );
  const after = await place.database.query<{ n: number }>("SELECT count(*) AS n FROM tombstone_due");
  expect((after[0]?.n ?? 0) - (before[0]?.n ?? 0)).toBe(tokens[0]?.secrets);
  for (const name of await tablesOfOrganizations()) {
    expect(
      await place.database.query(
        `SELECT '${name}' AS kept FROM "${name}" WHERE organization_id = '${northwind}'`,
      ),
    ).toEqual([]);
  }
  expect(await place.database.query("SELECT 1 FROM user WHERE email LIKE '%@northwind.example'")).toEqual([]);
  expect(await admin("list-organizations")).not.toContain("Northwind");
  await expect(admin("delete-organization", { organization: northwind })).rejects.toThrow(
    "There is no organization",
  );
});
