import type { CDPSession, Page } from "playwright-core";
import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { lookFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";
import { until } from "../world/until.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

/** An authenticator like one built into a device; `isUserVerified` is whether its person shows their finger. */
async function withAuthenticator(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      // Otherwise it would choose at once what a field offers.
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

/** Resets the authenticator's counter, as in a copy of it. */
async function countFrom(
  { cdp, authenticatorId }: { cdp: CDPSession; authenticatorId: string },
  signCount: number,
) {
  const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
  for (const credential of credentials) {
    await cdp.send("WebAuthn.removeCredential", { authenticatorId, credentialId: credential.credentialId });
    await cdp.send("WebAuthn.addCredential", { authenticatorId, credential: { ...credential, signCount } });
  }
}

const counts = () =>
  latchkey.sql<{ detail: string }>("SELECT detail FROM activity WHERE action = 'passkey.counter-went-back'");

test("a passkey is added, signs in, confirms who it is, and is removed", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "member@northwind.example");
  const device = await withAuthenticator(page);
  await page.goto("/user/security");
  await page.getByText("You have no passkey yet.").waitFor();
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const name = page.getByRole("textbox", { name: "Name" });
  expect(await name.inputValue()).toMatch(/ on /);
  await name.fill("Work laptop");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByText("Work laptop").waitFor();
  expect(await lookFindings(page)).toEqual([]);

  // An old proof: the dialog takes the passkey, and the change continues.
  await latchkey.sql("UPDATE token SET proved_at = 1 WHERE kind = 'session'");
  await page.getByRole("button", { name: "Rename the passkey Work laptop" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("My laptop");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await page
    .getByRole("dialog", { name: "Confirm that it is you" })
    .getByRole("button", { name: "Use a passkey" })
    .click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByText("My laptop").waitFor();

  const signOut = async () => {
    await page.context().clearCookies();
    // Nothing is chosen automatically while the page offers passkeys below its field.
    await device.cdp.send("WebAuthn.setAutomaticPresenceSimulation", {
      authenticatorId: device.authenticatorId,
      enabled: false,
    });
    await page.goto("/sign-in");
  };
  const press = async (isUserVerified = true) => {
    const { cdp, authenticatorId } = device;
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    await page.getByRole("button", { name: "Use a passkey" }).waitFor();
    await cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: true });
    await page.getByRole("button", { name: "Use a passkey" }).click();
  };

  await signOut();
  expect(await page.getByRole("textbox", { name: "E-mail" }).getAttribute("autocomplete")).toBe(
    "username webauthn",
  );
  const asked = page.waitForRequest((request) => request.url().includes("session.signInWithPasskey"));
  await press();
  const body = (await asked).postData() ?? "";
  await page.getByRole("heading", { name: "My API tokens" }).waitFor();
  const again = await fetch(`${latchkey.origin}/trpc/session.signInWithPasskey?batch=1`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: latchkey.origin },
    body,
  });
  expect([again.status, await again.text()]).toEqual([401, expect.stringContaining("passkey-refused")]);

  await signOut();
  await countFrom(device, 0);
  await press();
  await page.getByRole("heading", { name: "My API tokens" }).waitFor();
  const [back] = await until("the record of it", async () => {
    const found = await counts();
    return found.length > 0 ? found : undefined;
  });
  expect(JSON.parse(back?.detail ?? "{}")).toMatchObject({ name: "My laptop" });

  await page.goto("/user/security");
  await page.getByRole("button", { name: "Remove the passkey My laptop" }).click();
  await page.getByRole("button", { name: "Remove passkey", exact: true }).click();
  await page.getByText("You have no passkey yet.").waitFor();
  await signOut();
  await press();
  await page.getByText("This passkey was not accepted").waitFor();
  await end(/status of 40[13]/);
});

test("whoever is not verified by the device comes in by no passkey; who came in by a provider adds none", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "super@northwind.example");
  const { cdp, authenticatorId } = await withAuthenticator(page);
  await page.goto("/user/security");
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("No passkey was used").waitFor();
  expect(
    await latchkey.sql(
      "SELECT id FROM passkey WHERE user_id = (SELECT id FROM user WHERE email = 'super@northwind.example')",
    ),
  ).toEqual([]);
  await latchkey.sql("UPDATE token SET way = 'provider' WHERE kind = 'session'");
  await page.goto("/user/security");
  await page.getByText("which vouches for you in one organization only").waitFor();
  expect(await page.getByRole("button", { name: "Add a passkey" }).count()).toBe(0);
  await end();
});
