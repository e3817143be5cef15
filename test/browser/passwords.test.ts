import { expect, test } from "vitest";
import { DEMO_PASSWORD } from "../../db/seeds/demo-people.ts";
import { visit } from "../world/chromium.ts";
import { hasFocus, lookFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";
import { until } from "../world/until.ts";

const NEW_PASSWORD = "violet harbour, seven kites";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

test("a forgotten password: the link from the mail, a new password, signed in; the link works once", async () => {
  const email = "super@northwind.example";
  const { page, end } = await visit(browser, latchkey.origin);
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  const address = page.getByRole("textbox", { name: "E-mail" });
  await expect.poll(() => address.inputValue()).toBe(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  const known = await page
    .getByRole("main")
    .getByText(/a link is on its way/)
    .textContent();

  const mail = await until("the mail with the link", async () =>
    (await latchkey.mail()).find(({ to }) => to.includes(email)),
  );
  const link = /\S+\/set-password#\w+/.exec(mail.text ?? "")?.[0] ?? "";
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(link);
  await expect.poll(() => page.locator("input[autocomplete=username]").inputValue()).toBe(email);
  expect(asked.join(" ")).not.toContain(link.split("#")[1]);
  await page.getByRole("textbox", { name: "New password" }).fill("too short");
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await page.getByText("A password has at least 15 characters.").waitFor();
  const field = page.getByRole("textbox", { name: "New password" });
  expect([await field.inputValue(), await field.getAttribute("aria-invalid")]).toEqual(["too short", "true"]);

  await field.fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await page.getByRole("heading", { name: "My API tokens" }).waitFor();
  await page.goBack();
  expect(page.url()).not.toContain("set-password");

  // The page says so on arrival, before anything is typed.
  await page.goto(link);
  await page.getByRole("heading", { name: "This link does not work" }).waitFor();
  await page.getByRole("link", { name: "Ask for a new link" }).click();

  await page.getByRole("textbox", { name: "E-mail" }).fill("nobody@northwind.example");
  await page.getByRole("button", { name: "Send the link" }).click();
  const unknown = await page
    .getByRole("main")
    .getByText(/a link is on its way/)
    .textContent();
  expect(unknown?.replace("nobody@", "super@")).toBe(known);
  await end(/status of 400/);
});

test("a changed password ends the other browser's session; a wrong one is said beside its field, nothing is lost", async () => {
  const email = "restricted@northwind.example";
  const [here, there] = await Promise.all([visit(browser, latchkey.origin), visit(browser, latchkey.origin)]);
  await signInAs(there.page, email);
  await signInAs(here.page, email);
  await here.page.goto("/user");
  await here.page.getByRole("button", { name: "Change password" }).click();
  const dialog = here.page.getByRole("dialog", { name: "Change your password" });
  const current = dialog.getByRole("textbox", { name: "Current password" });
  const fresh = dialog.getByRole("textbox", { name: "New password" });
  await current.fill("not my password at all");
  await fresh.fill(NEW_PASSWORD);
  await dialog.getByRole("button", { name: "Change password" }).click();
  await dialog.getByText("This is not your current password.").waitFor();
  expect(await current.getAttribute("aria-invalid")).toBe("true");
  expect(await fresh.inputValue()).toBe(NEW_PASSWORD);

  await current.fill("northwind demo passphrase");
  await dialog.getByRole("button", { name: "Change password" }).click();
  await here.page.getByText("Your password is changed. 1 other session has ended.").waitFor();

  await there.page.goto("/user/security");
  await there.page.getByText("Your session has ended. Sign in again.").waitFor();
  await signInAs(there.page, email, NEW_PASSWORD);
  expect(new URL(there.page.url()).pathname).toBe("/user/security");
  await here.page.reload();
  await here.page.getByRole("heading", { name: "User info" }).waitFor();
  await Promise.all([here.end(/status of 400/), there.end()]);
});

test("a new name is seen at once, everywhere on the page", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "member@northwind.example");
  await page.goto("/user");
  await page.getByRole("button", { name: "Change name" }).click();
  const dialog = page.getByRole("dialog", { name: "Change your name" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Mei Tanaka-Okafor");
  await dialog.getByRole("button", { name: "Change name" }).click();
  await page.getByText("Your name is changed.").waitFor();
  await page.getByRole("button", { name: /^Profile menu Mei Tanaka-Okafor/ }).waitFor();
  await page.getByRole("definition").filter({ hasText: "Mei Tanaka-Okafor" }).waitFor();
  await end();
});

test("the sign-in page offers what the address's domain has", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  const email = page.getByRole("textbox", { name: "E-mail" });
  const password = page.getByRole("textbox", { name: "Password" });
  await latchkey.sql(
    "INSERT INTO identity_provider (organization_id, issuer, client_id, trusts_emails, changed_at) SELECT id, 'https://northwind.okta.com', 'latchkey', 0, 1 FROM organization WHERE name = 'Northwind Labs'",
  );
  await latchkey.sql(
    "INSERT INTO provider_domain (domain, organization_id) SELECT 'northwind.example', organization_id FROM identity_provider",
  );
  await page.goto("/sign-in?return=%2Fuser");
  expect(await password.count()).toBe(0);
  await page.keyboard.press("Enter");
  await page.getByText("Enter your e-mail address.").waitFor();
  await email.fill("anybody@northwind.example");
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(password)).toBe(true);
  const provider = page.getByRole("link", { name: "Continue with Okta" });
  expect(await provider.getAttribute("href")).toMatch(/^\/sign-in\/with\/org_\w+\?next=%2Fuser$/);
  expect(await lookFindings(page)).toEqual([]);
  // Nothing is known of another address.
  await email.fill("anybody@fabrikam.example");
  await password.waitFor({ state: "hidden" });

  await latchkey.sql("UPDATE organization SET requires_provider = 1 WHERE name = 'Northwind Labs'");
  await email.fill("master@northwind.example");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Continue with Okta" }).waitFor();
  expect(await password.count()).toBe(0);
  expect(await lookFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Sign in with a password instead" }).click();
  await expect.poll(() => hasFocus(password)).toBe(true);
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "User info" }).waitFor();
  await latchkey.sql("UPDATE organization SET requires_provider = 0");
  await latchkey.sql("DELETE FROM provider_domain");
  await end();
});

test("a password manager fills in both at once, and one press signs in", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "E-mail" }).fill("boss@fabrikam.example");
  await page.evaluate(`(() => {
    const input = document.querySelector("form input[autocomplete=current-password]");
    input.value = ${JSON.stringify(DEMO_PASSWORD)};
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  })()`);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await end();
});
