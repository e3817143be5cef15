import { describe, expect, it } from "vitest";
import { visit } from "../world/chromium.ts";
import { axeFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const DOCUMENT = `
openapi: 3.1.0
servers: [{url: https://api.example.com/v1}]
paths:
  /reports:
    get: {security: [{oauth: ["reports:read"]}]}
    post: {security: [{oauth: ["reports:read", "reports:write"]}]}
  /exports: {post: {security: [{oauth: ["exports:run"]}]}}
  /health: {get: {}}
`;

async function at(path: string, email = "super@northwind.example") {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, email);
  await page.goto(path);
  return { page, end };
}

describe("Permissions and groups", () => {
  it("endpoints are named line by line, and imported from OpenAPI after a look", async () => {
    const { page, end } = await at("/account/permissions");
    await page.getByRole("button", { name: "Change reports:read" }).click();
    const dialog = page.getByRole("dialog", { name: "Change reports:read" });
    await dialog.getByLabel("Endpoint 1").fill("GET /reports");
    await dialog.getByLabel("Endpoint 1").press("Enter");
    await page.keyboard.type("GET /reports/{id}.json");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("At character 14 there is a brace: {name} stands for a whole segment.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel("Endpoint 2").fill("GET /reports/{id}");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("2 endpoints of reports:read").waitFor();

    await page.getByRole("button", { name: "Import from OpenAPI" }).click();
    const importing = page.getByRole("dialog", { name: "Import from OpenAPI" });
    const file = (text: string) => ({
      name: "openapi.yaml",
      mimeType: "application/yaml",
      buffer: Buffer.from(text),
    });
    await importing.getByLabel("OpenAPI document").setInputFiles(file("a: [1"));
    await importing.getByText("neither JSON nor YAML").waitFor();
    await importing.getByLabel("OpenAPI document").setInputFiles(file("swagger: '2.0'"));
    await importing.getByText("This is not an OpenAPI document").waitFor();
    await importing.getByLabel("OpenAPI document").setInputFiles(file(DOCUMENT));
    await importing.getByText("POST /v1/exports").waitFor();
    expect(await importing.locator("summary").allInnerTexts()).toEqual([
      "New 1",
      "Changed 1",
      "Unassigned 1",
      "Refused 1",
    ]);
    expect(await axeFindings(page)).toEqual([]);
    await importing.getByRole("button", { name: "Import 2 permissions" }).click();
    await page.getByText("2 permissions are imported.").waitFor();
    await page.getByText("1 endpoint of exports:run").waitFor();

    const unlisted = page.getByRole("switch", { name: "Refuse them" });
    expect(await unlisted.isChecked()).toBe(true);
    await unlisted.click();
    const { rpc } = await latchkey.signedIn("super@northwind.example");
    await expect.poll(async () => (await rpc.session.current.query())?.unlistedEndpoints).toBe("allow");
    await end(/400/);
  });
});

describe("Tokens that are limited to endpoints", () => {
  it("are made, told in words and as a chip, and edited", async () => {
    const { page, end } = await at("/settings/api-tokens?dialog=new");
    const dialog = page.getByRole("dialog", { name: "New token" });
    await dialog.getByLabel("Name", { exact: true }).fill("Exporter");
    await dialog.getByRole("button", { name: "Read only" }).click();
    await dialog.getByText("read, by GET and HEAD, all that you may").waitFor();
    await dialog.getByRole("button", { name: "Remove GET /*" }).click();
    const search = dialog.getByRole("textbox", { name: /endpoint/ });
    await search.fill("GET /reports/{id}.csv");
    await search.press("Enter");
    await dialog.getByText("there is a brace").waitFor();
    for (const endpoint of ["GET /reports", "GET /reports/{id}", "POST /exports", "GET /exports/*"]) {
      await search.fill(endpoint);
      await search.press("Enter");
    }
    await dialog.getByText("GET /reports, GET /reports/{id} and 2 more endpoints").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Generate token" }).click();
    await page.getByRole("button", { name: "Copy token" }).click();
    const token = await page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name: "OK", exact: true }).click();

    const row = page.getByRole("row", { name: /Exporter/ });
    await row.getByRole("button", { name: "4 endpoints" }).focus();
    expect(await row.getByText("POST /exports").boundingBox()).toMatchObject({ width: expect.any(Number) });
    const { rpc } = await latchkey.signedIn("super@northwind.example");
    const limitsOf = async () => (await rpc.tokens.list.query({ name: "Exporter" })).items[0]?.endpoints;
    expect(await limitsOf()).toHaveLength(4);

    await page.getByRole("button", { name: "Edit Exporter" }).click();
    const edit = page.getByRole("dialog", { name: "Edit “Exporter”" });
    await edit.getByRole("button", { name: "Remove POST /exports" }).click();
    await edit.getByLabel("Name", { exact: true }).fill("");
    await edit.getByRole("button", { name: "Save" }).click();
    await edit.getByText("A name needs at least one visible character").waitFor();
    await edit.getByLabel("Name", { exact: true }).fill("Exporter 2");
    await edit.getByRole("button", { name: "Save" }).click();
    await page
      .getByRole("row", { name: /Exporter 2/ })
      .getByRole("button", { name: "3 endpoints" })
      .waitFor();
    expect(await limitsOf()).toEqual(["GET /reports", "GET /reports/{id}", "GET /exports/*"]);

    // The page asks about a found token without sending it.
    const sent: string[] = [];
    page.on("request", (request) => sent.push(`${request.url()} ${request.postData()}`));
    await page.goto("/account/api-tokens");
    const found = page.getByRole("searchbox", { name: "Search tokens and users" });
    await found.fill(`curl -H 'Authorization: Bearer ${token}'`);
    const whose = page.getByRole("dialog", { name: "Whose token is this?" });
    await whose.getByText("It is live: anybody who has it can use it now.").waitFor();
    await whose.getByRole("link", { name: "Samuel Okafor" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await whose.getByRole("button", { name: "Suspend" }).click();
    await whose.getByText("It is suspended").waitFor();
    const asked = sent.length;
    await whose
      .getByLabel("Token", { exact: true })
      .fill(token.slice(0, -1) + (token.endsWith("0") ? "1" : "0"));
    await whose.getByRole("button", { name: "Find out" }).click();
    await whose.getByText("A character is wrong").waitFor();
    expect(sent).toHaveLength(asked);
    await whose.getByLabel("Token", { exact: true }).fill(token);
    await whose.getByRole("button", { name: "Find out" }).click();
    await whose.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke", exact: true }).click();
    await whose.getByText(/It was revoked by an administrator on/).waitFor();
    expect(page.url()).not.toContain(token.slice(16));
    expect(sent.filter((one) => one.includes(token.slice(16)))).toEqual([]);
    await end(/400/);
  });
});
