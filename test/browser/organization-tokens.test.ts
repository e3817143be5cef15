import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { issueToken } from "../factories/demo-token.ts";
import { visit } from "../world/chromium.ts";
import { axeFindings, hasFocus, lookFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const rowOf = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const names = (page: Page) => page.locator("tbody .token-name").allInnerTexts();
const head = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true });

async function asSuperuser(path: string) {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "super@northwind.example");
  await page.goto(path);
  await page.getByRole("heading", { name: "Organization API tokens" }).waitFor();
  return { page, end };
}

describe("Organization API tokens", () => {
  it("a superuser searches and revokes; the owner gets 401 and a mail, and the activity names them", async () => {
    const { token, id } = await issueToken(latchkey.env, "member@northwind.example", { name: "Leaked one" });
    const owner = latchkey.bearer(token);
    expect((await owner.fetch("/api/v1/me")).status).toBe(200);

    const { page, end } = await asSuperuser("/account/api-tokens");
    await page.keyboard.press("/");
    await page.keyboard.type("LEAKED");
    await expect.poll(() => names(page)).toEqual(["Leaked one"]);
    expect(new URL(page.url()).searchParams.get("q")).toBe("LEAKED");
    const row = await rowOf(page, "Leaked one").innerText();
    expect(row).toContain(`lk_${id}`);
    expect(row).toContain("Mei Tanaka");
    expect(row).toContain("GET /api/v1/me");

    await page.getByRole("button", { name: "Revoke Leaked one of Mei Tanaka" }).click();
    const confirm = page.getByRole("alertdialog", { name: "Revoke “Leaked one”?" });
    const asked = await confirm.innerText();
    for (const said of [`lk_${id}`, "Mei Tanaka", "GET /api/v1/me", "401"]) expect(asked).toContain(said);
    expect(await axeFindings(page)).toEqual([]);
    await confirm.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByText("No match").waitFor();

    expect((await owner.fetch("/api/v1/me")).status).toBe(401);
    await latchkey.runJobs();
    const mail = (await latchkey.mail()).find(({ to }) => to.includes("member@northwind.example"));
    expect(mail?.text).toContain("Leaked one");
    expect(mail?.text).toContain("Samuel Okafor");

    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Activity" }).click();
    await page
      .getByRole("listitem")
      .filter({ hasText: "Samuel Okafor revoked Mei Tanaka's API token “Leaked one”." })
      .waitFor();
    await end();
  });

  it("every column sorts both ways, in the address and for screen readers", async () => {
    const { page, end } = await asSuperuser("/account/api-tokens");
    await page.getByRole("row").nth(12).waitFor();
    const all = (await names(page)).length;
    for (const [column, sort] of [
      ["Name", "name"],
      ["Prefix", "prefix"],
      ["User", "user"],
      ["Last used", "-last_used"],
      ["Last usage", "last_usage"],
    ] as const) {
      const press = () => head(page, column).getByRole("button").click();
      const sortedBy = () => head(page, column).getAttribute("aria-sort");
      const inAddress = () => new URL(page.url()).searchParams.get("sort");
      const [first, second] = sort.startsWith("-")
        ? ["descending", "ascending"]
        : ["ascending", "descending"];
      await press();
      await expect.poll(sortedBy).toBe(first);
      expect(inAddress()).toBe(sort);
      await expect.poll(() => page.locator("section.list").getAttribute("aria-busy")).toBe("false");
      const oneWay = await names(page);
      await press();
      await expect.poll(sortedBy).toBe(second);
      expect(inAddress()).toBe(sort.startsWith("-") ? sort.slice(1) : `-${sort}`);
      await expect.poll(() => names(page)).toEqual([...oneWay].reverse());
      expect(oneWay).toHaveLength(all);
    }
    expect(await page.locator("th[aria-sort]").count()).toBe(1);
    await page.reload();
    await expect.poll(() => head(page, "Last usage").getAttribute("aria-sort")).toBe("descending");
    await end();
  });

  it("a row of a short name takes 48 to 52 px", async () => {
    const { page, end } = await asSuperuser("/account/api-tokens?q=terraform");
    const { height } = (await rowOf(page, "Terraform").boundingBox()) ?? {};
    expect(height).toBeGreaterThanOrEqual(48);
    expect(height).toBeLessThanOrEqual(52);
    await end();
  });

  it("a token that nothing has used shows neither when nor by what", async () => {
    await issueToken(latchkey.env, "super@northwind.example", { name: "Untouched" });
    const { page, end } = await asSuperuser("/account/api-tokens?q=untouched");
    await rowOf(page, "Untouched").waitFor();
    const cells = await rowOf(page, "Untouched").getByRole("cell").allInnerTexts();
    // Tick box, prefix and user come before these cells; the name is the row's header.
    expect(cells.slice(3, 5)).toEqual(["", ""]);
    await end();
  });

  it("pages lead on and back, and the dialog gives focus back", async () => {
    for (let made = 0; made < 60; made++) {
      await issueToken(latchkey.env, "gateway", { name: `Fleet ${String(made).padStart(2, "0")}` });
    }
    const { page, end } = await asSuperuser("/account/api-tokens?q=fleet&sort=name");
    await expect.poll(async () => (await names(page)).at(-1)).toBe("Fleet 49");
    await page.getByRole("button", { name: "Next" }).click();
    await expect.poll(async () => (await names(page))[0]).toBe("Fleet 50");
    expect(await names(page)).toHaveLength(10);
    await page.getByRole("button", { name: "Previous" }).click();
    await expect.poll(async () => (await names(page))[0]).toBe("Fleet 00");

    const revoke = page.getByRole("button", { name: "Revoke Fleet 07 of gateway" });
    await revoke.press("Enter");
    await page.getByRole("alertdialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(revoke)).toBe(true);
    await revoke.press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke", exact: true }).click();
    const next = page.getByRole("button", { name: "Revoke Fleet 08 of gateway" });
    await expect.poll(() => hasFocus(next)).toBe(true);
    await end();
  });

  it("several are ticked, over pages, and revoked at once, with one mail for each of their owners", async () => {
    const owners = ["member@northwind.example", "ci-bot"];
    for (let made = 0; made < 52; made++) {
      await issueToken(latchkey.env, owners[made % 2] ?? "", {
        name: `Old ${String(made).padStart(2, "0")}`,
      });
    }
    const { page, end } = await asSuperuser("/account/api-tokens?q=old&sort=name");
    const bar = page.getByRole("region", { name: "What is selected" });
    const all = page.getByRole("checkbox", { name: "Select all on this page" });
    await page.getByRole("checkbox", { name: "Select Old 00 of Mei Tanaka" }).press("Space");
    await bar.getByText("1 selected", { exact: true }).waitFor();
    expect(await all.evaluate((input: HTMLInputElement) => input.indeterminate)).toBe(true);
    expect(await lookFindings(page)).toEqual([]);
    await bar.getByRole("button", { name: "Select all 50 on this page" }).click();
    expect(await all.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("checkbox", { name: "Select Old 50 of Mei Tanaka" }).check();
    await bar.getByText("51 selected, 50 of them on other pages").waitFor();

    await bar.getByRole("button", { name: "Revoke" }).click();
    const confirm = page.getByRole("alertdialog", { name: "Revoke 51 tokens?" });
    const asked = await confirm.innerText();
    for (const said of ["2 users", "Mei Tanaka", "ci-bot", "Old 00", "and 22 more", "401", "e-mail"]) {
      expect(asked).toContain(said);
    }
    expect(await lookFindings(page)).toEqual([]);

    await page.route("**/trpc/organization.revokeTokens*", (route) => route.abort(), { times: 1 });
    await confirm.getByRole("button", { name: "Revoke", exact: true }).click();
    await confirm.getByRole("alert").filter({ hasText: /\S/ }).waitFor();
    await confirm.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByText("51 tokens are revoked.").waitFor();
    await expect.poll(() => names(page)).toEqual(["Old 51"]);
    expect(await bar.count()).toBe(0);

    const kept = await latchkey.sql("SELECT name FROM token WHERE name LIKE 'Old %'");
    expect(kept).toEqual([{ name: "Old 51" }]);
    await latchkey.runJobs();
    const told = (await latchkey.mail()).filter(({ subject }) => subject.includes("26 API tokens"));
    expect(told.map(({ to }) => to).join()).toContain("member@northwind.example");
    expect(told).toHaveLength(1);

    await page.getByRole("checkbox", { name: "Select Old 51 of ci-bot" }).check();
    await page.reload();
    await rowOf(page, "Old 51").waitFor();
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
    await end(/ERR_FAILED/);
  });

  it("an organization without tokens is offered the first step", async () => {
    await latchkey.sql(
      "DELETE FROM token WHERE kind = 'api' AND organization_id IN (SELECT id FROM organization WHERE kind = 'partner')",
    );
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "boss@fabrikam.example");
    await page.goto("/account/api-tokens");
    await page.getByRole("link", { name: "Add a service user" }).click();
    await page.getByRole("dialog", { name: "Add service user" }).waitFor();
    await end();
  });

  it("to a member the page does not exist, and nothing leads to it", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "member@northwind.example");
    for (const path of [
      "/account/api-tokens",
      "/account/activity",
      "/account/permissions",
      "/account/policy",
      "/partner",
      "/account/nowhere",
    ]) {
      await page.goto(path);
      await page.getByRole("heading", { name: "Not found" }).waitFor();
      expect(await page.locator(`nav a[href="${path}"]`).count()).toBe(0);
      expect(await page.locator("nav [aria-current]").count()).toBe(0);
    }
    await page.getByRole("link", { name: "Go to the start page" }).click();
    await page.locator("nav [aria-current=page]").getByText("My API tokens").waitFor();
    await end();
  });
});
