import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { NTH } from "../factories/many-tokens.ts";
import { membersByEmail } from "../factories/members.ts";
import { visit } from "../world/chromium.ts";
import { axeFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

/** Sixty members in a group of their own, a token of each name, and sixty activities of one of them. */
beforeAll(async () => {
  const { member } = await membersByEmail(latchkey.env.DB);
  const northwind = "(SELECT id FROM organization WHERE name = 'Northwind Labs')";
  for (const statement of [
    `INSERT INTO user (id, email, kind, created_at)
     ${NTH} SELECT printf('usr_crowd%03d', n), printf('%03d@crowd.example', 999 - n), 'human', 0 FROM nth WHERE ?2 > ''`,
    `INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at)
     ${NTH} SELECT ${northwind}, printf('usr_crowd%03d', n), printf('Crowd %03d', n),
       printf('CROWD %03d', n) || char(10) || printf('%03d@CROWD.EXAMPLE', 999 - n), 'member', '[]', '["Crowd"]', n
     FROM nth WHERE ?2 > ''`,
    `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at)
     ${NTH} SELECT printf('crowd%07d', n), ${northwind}, ?2, 'api', 'Crowd', 'CROWD', randomblob(32), 'all', n FROM nth`,
    `INSERT INTO activity (id, organization_id, actor_user_id, actor_name, action, detail, at)
     ${NTH} SELECT printf('act_crowd%03d', n), ${northwind}, ?2, 'Mei Tanaka', 'group.defined', '{"name":"EMEA"}',
       1700000000000 + n FROM nth`,
    `INSERT INTO organization (id, name, kind, partner_id, api_permissions, created_at)
     ${NTH} SELECT printf('org_crowd%03d', n), printf('Crowd %03d', n), 'customer',
       (SELECT id FROM organization WHERE kind = 'partner' LIMIT 1), '[]', n FROM nth WHERE ?2 > ''`,
  ]) {
    await latchkey.env.DB.prepare(statement).bind(60, member).run();
  }
});

async function at(path: string, email = "super@northwind.example") {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, email);
  await page.goto(path);
  return { page, end };
}

const names = async (page: Page) =>
  (await page.getByRole("rowheader").allInnerTexts()).map((name) => name.split("\n")[0]);
const position = (page: Page, words: string | RegExp) => page.locator(".position").getByText(words).waitFor();
const sortOf = (page: Page) => new URL(page.url()).searchParams.get("sort");

test("the team is sorted by its heads, the third press leads back, and by what has no column", async () => {
  const { page, end } = await at("/account/users");
  await position(page, "Rows 1 to 50 of 66");
  const role = page.getByRole("button", { name: "Role" });
  await role.click();
  await expect.poll(async () => (await names(page)).slice(0, 2)).toEqual(["Mara Lindqvist", "Samuel Okafor"]);
  expect(sortOf(page)).toBe("role");
  await role.click();
  await expect.poll(() => sortOf(page)).toBe("-role");
  await role.click();
  await expect.poll(() => sortOf(page)).toBeNull();
  const name = page.getByRole("button", { name: "Name" });
  await name.click();
  await expect.poll(async () => (await names(page))[0]).toBe("Samuel Okafor");
  expect(sortOf(page)).toBe("-name");

  await page.getByLabel("Sort by").selectOption("E-mail, A to Z");
  await expect.poll(async () => (await names(page))[2]).toBe("Crowd 060");
  await page.getByRole("button", { name: "Next" }).click();
  await position(page, "Rows 51 to 66 of 66");
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole("searchbox").fill("crowd");
  await position(page, "Rows 1 to 50 of 60");
  expect(sortOf(page)).toBe("email");
  await end();
});

test("a member is told how many of the team they see", async () => {
  await latchkey.sql(`UPDATE membership SET visibility_groups = '["Crowd"]' WHERE name = 'Rosa Delgado'`);
  const { page, end } = await at("/account/users", "restricted@northwind.example");
  await position(page, "Rows 1 to 50 of 61");
  await end();
});

test("a search of the organization's tokens says how many there are", async () => {
  const { page, end } = await at("/account/api-tokens?q=crowd");
  await position(page, "Rows 1 to 50 of 60");
  await page.getByRole("button", { name: "Next" }).click();
  await position(page, "Rows 51 to 60 of 60");
  await end();
});

test("the activity says how many entries there are, and each entry its exact time to who has no pointer", async () => {
  const { page, end } = await at("/account/activity");
  await position(page, /^Rows 1 to 50 of \d+$/);
  const time = page.locator("li.happening time").first();
  expect(await time.innerText()).toMatch(/^\d\d:\d\d:\d\d UTC/);
  await page.locator("li.happening").getByRole("button", { name: "Mei Tanaka" }).first().click();
  await position(page, /^Rows 1 to 50 of \d+$/);
  await end();
});

test("customers are sorted and counted, with the exact time of their last activity in sight", async () => {
  const { page, end } = await at("/partner", "partner@fabrikam.example");
  await position(page, "Rows 1 to 50 of 61");
  const last = page.getByRole("button", { name: "Last activity" });
  await last.click();
  await expect.poll(async () => (await names(page))[0]).toBe("Northwind Labs");
  expect(
    await page
      .getByRole("row", { name: /Northwind/ })
      .locator("time")
      .innerText(),
  ).toMatch(/^\d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC/);
  await last.click();
  await expect.poll(async () => (await names(page))[0]).toBe("Crowd 001");
  await last.click();
  await expect.poll(() => sortOf(page)).toBeNull();
  expect(await axeFindings(page)).toEqual([]);
  await end();
});
