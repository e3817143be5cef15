import { describe, expect, it } from "vitest";
import { visit } from "../world/chromium.ts";
import { lookFindings, signInAs } from "../world/in-the-browser.ts";
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
    expect(await lookFindings(page)).toEqual([]);
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
    expect(await lookFindings(page)).toEqual([]);
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
