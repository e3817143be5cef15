import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../db/seeds/demo-people.ts";
import { type Visit, visit } from "../world/chromium.ts";
import { hasFocus, lookFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const EMAIL = "member@northwind.example";
/** The dialog needs a proof first, and gets a wrong password. */
const REFUSED = /status of 40[03]/;
const QUESTION = "What you entered here has not been sent.";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const dialogOf = (page: Page) => page.getByRole("dialog");
const nameOf = (page: Page) => dialogOf(page).getByLabel("Name", { exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function withNewToken(email = EMAIL): Promise<Visit> {
  const visitor = await visit(browser, latchkey.origin);
  await signInAs(visitor.page, email);
  await visitor.page.goto("/settings/api-tokens");
  await button(visitor.page, "+ New token").click();
  await nameOf(visitor.page).waitFor();
  return visitor;
}

async function generated(page: Page, name: string) {
  await nameOf(page).fill(name);
  await button(page, "Generate token").click();
  const shown = page.getByRole("alertdialog", { name: "Copy your new token" });
  await shown.waitFor();
  return shown;
}

/** Whether an element is wholly inside the window, with nothing over its middle. */
const isInSight = (page: Page, selector: string) =>
  page.evaluate<boolean>(`(() => {
    const element = document.querySelector(${JSON.stringify(selector)});
    const { top, bottom, left, width } = element.getBoundingClientRect();
    const over = document.elementFromPoint(left + Math.min(width / 2, 8), (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && (element === over || element.contains(over));
  })()`);

describe("what was typed", () => {
  it("is asked about before a key, a press or the way back loses it", async () => {
    const { page, end } = await withNewToken();
    const { keyboard, mouse } = page;
    await nameOf(page).fill("Typed");
    const ways: [string, () => Promise<unknown>][] = [
      ["Escape", () => keyboard.press("Escape")],
      ["a press outside", () => mouse.click(5, 5)],
      ["the cross", () => button(page, "Close").click()],
      ["Cancel", () => button(page, "Cancel").click()],
      ["back", () => page.evaluate("history.back()")],
    ];
    for (const [way, leave] of ways) {
      await leave();
      await page.getByText(QUESTION).waitFor();
      expect(await hasFocus(button(page, "Keep editing")), way).toBe(true);
      // Escape closes the question, never the dialog.
      await keyboard.press("Escape");
      await button(page, "Generate token").waitFor();
      expect(await nameOf(page).inputValue(), way).toBe("Typed");
    }
    await keyboard.press("Escape");
    await button(page, "Discard").click();
    await dialogOf(page).waitFor({ state: "detached" });
    await button(page, "+ New token").click();
    expect(await nameOf(page).inputValue()).toBe("");
    // Without input, Escape asks nothing.
    await keyboard.press("Escape");
    await dialogOf(page).waitFor({ state: "detached" });
    await end();
  });

  it("is there again after a reload, and after the session has ended and begun anew", async () => {
    const { page, end } = await withNewToken();
    await nameOf(page).fill("Kept");
    await page.getByRole("radio", { name: "365 days" }).check();
    await dialogOf(page).getByText("Only these permissions").click();
    await dialogOf(page)
      .getByLabel(/reports:read/)
      .check();
    const isAsItWas = async () => {
      expect(await nameOf(page).inputValue()).toBe("Kept");
      expect(await page.getByRole("radio", { name: "365 days" }).isChecked()).toBe(true);
      expect(
        await dialogOf(page)
          .getByLabel(/reports:read/)
          .isChecked(),
      ).toBe(true);
    };
    await page.reload();
    await isAsItWas();
    await page.context().clearCookies();
    await button(page, "Generate token").click();
    await page.waitForURL((url) => url.pathname === "/sign-in");
    await signInAs(page, EMAIL);
    await isAsItWas();
    // Another user in the same tab does not get it.
    await page.context().clearCookies();
    await page.goto("/sign-in?return=%2Fsettings%2Fapi-tokens%3Fdialog%3Dnew");
    await signInAs(page, "super@northwind.example");
    expect(await nameOf(page).inputValue()).toBe("");
    await end(/401/);
  });

  it("is kept by no dialog for passwords, which asks all the same", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, EMAIL);
    await page.goto("/user?dialog=change-password");
    await page.getByRole("textbox", { name: "Current password" }).fill("a secret of mine");
    await page.keyboard.press("Escape");
    await page.getByText(QUESTION).waitFor();
    expect(await page.evaluate("JSON.stringify({ ...sessionStorage })")).not.toContain("a secret");
    await end();
  });
});

describe("what went wrong", () => {
  it("and is no field's fault stands above the buttons, in sight in the tallest dialog", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "master@northwind.example");
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto("/account/users?dialog=invite");
    await dialogOf(page).getByLabel("E-mail").fill("new@northwind.example");
    await nameOf(page).fill("New");
    await page.route("**/trpc/team.addMember*", (route) => route.fulfill({ status: 503, body: "" }));
    await button(page, "Send invitation").click();
    await page.getByText("Latchkey is not available just now (503)").waitFor();
    expect(await isInSight(page, ".dialog-foot .form-error")).toBe(true);
    await end(/503/);
  });

  it("in a field far away comes into view, with the focus", async () => {
    const { page, end } = await withNewToken();
    await page.setViewportSize({ width: 360, height: 480 });
    await page.getByRole("radio", { name: "Date" }).check();
    await nameOf(page).fill("No date");
    await page.locator(".dialog-place").evaluate("(place) => place.scrollTo(0, place.scrollHeight)");
    await button(page, "Generate token").click();
    await page.getByText("Choose a date, or how many days.").waitFor();
    expect(await hasFocus(page.getByLabel("Expiry date"))).toBe(true);
    expect(await isInSight(page, "input[type=date]")).toBe(true);
    await end();
  });

  it("nothing with the focus is hidden by the foot of a dialog", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "master@northwind.example");
    await page.setViewportSize({ width: 360, height: 480 });
    await page.goto("/account/users?dialog=invite");
    await nameOf(page).waitFor();
    await dialogOf(page).locator(":focus").waitFor();
    for (let pressed = 0; pressed < 16; pressed++) {
      await page.keyboard.press("Tab");
      expect(await isInSight(page, ":focus"), await page.evaluate("document.activeElement.outerHTML")).toBe(
        true,
      );
    }
    await end();
  });
});

describe("a new token", () => {
  it("is not lost by any number of presses of Escape, nor taken for copied by a part of it", async () => {
    const { page, end } = await withNewToken();
    const shown = await generated(page, "Precious");
    for (let pressed = 0; pressed < 5; pressed++) await page.keyboard.press("Escape");
    await shown.waitFor();
    if (await button(page, "Stay").isVisible()) await button(page, "Stay").click();
    await button(page, "Show the token").click();
    const select = (length: string) =>
      page.evaluate(`(() => {
        const text = document.querySelector(".with-eye code").firstChild;
        getSelection().setBaseAndExtent(text, 0, text, ${length});
      })()`);
    await page.addStyleTag({ content: "" }).catch(() => undefined);
    await select("4");
    await page.keyboard.press("Control+c");
    await button(page, "OK").click();
    await page.getByText("You have not copied the token.").waitFor();
    await button(page, "Stay").click();
    await select("text.length");
    await page.keyboard.press("Control+c");
    await button(page, "OK").click();
    await shown.waitFor({ state: "detached" });
    await end(/Content Security Policy/);
  });

  it("can be downloaded for an environment, and tested", async () => {
    const { page, end } = await withNewToken();
    const shown = await generated(page, "Nightly build");
    expect(await shown.innerText()).toMatch(/\d\d:\d\d:\d\d UTC/);
    await button(page, "Test it now").click();
    await shown
      .getByText("GET /api/v1/me answered 200: it works, for Mei Tanaka in Northwind Labs")
      .waitFor();
    const coming = page.waitForEvent("download");
    await button(page, "Download .env").click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe("nightly-build.env");
    const file = await readFile(await download.path(), "utf8");
    const token = /^LATCHKEY_TOKEN=(lk_\w{12}_\w{38})$/m.exec(file)?.[1] ?? "";
    expect((await latchkey.bearer(token).fetch("/api/v1/me")).status).toBe(200);
    // Anybody with the file has the token.
    await button(page, "OK").click();
    await shown.waitFor({ state: "detached" });
    await end();
  });

  it("that comes after its dialog was closed is not shown, and revoked", async () => {
    const { page, end } = await withNewToken();
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await page.route("**/trpc/tokens.create*", async (route) => {
      const answer = await route.fetch();
      await arrived;
      await route.fulfill({ response: answer });
    });
    await nameOf(page).fill("Given up");
    await button(page, "Generate token").click();
    await page.keyboard.press("Escape");
    await button(page, "Close and revoke it").click();
    await dialogOf(page).waitFor({ state: "detached" });
    arrive();
    await page.getByText("“Given up” was generated and never shown").waitFor();
    expect(await page.getByRole("alertdialog").count()).toBe(0);
    const left = await latchkey.sql("SELECT id FROM token WHERE name = 'Given up'");
    expect(left).toEqual([]);
    await end();
  });
});

describe("somebody whose proof is nine hours old", () => {
  const confirm = (page: Page) => page.getByRole("dialog", { name: "Confirm that it is you" });
  const proveLongAgo = () =>
    latchkey.sql("UPDATE token SET proved_at = ? WHERE kind = 'session'", Date.now() - 9 * 60 * 60 * 1000);

  it("confirms above the dialog that is open, and what was typed is sent then", async () => {
    const { page, end } = await withNewToken();
    await proveLongAgo();
    await nameOf(page).fill("Confirmed");
    await page.keyboard.press("Enter");
    const password = confirm(page).getByLabel("Your password", { exact: true });
    await password.waitFor();
    expect(await hasFocus(password)).toBe(true);
    expect(await lookFindings(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await confirm(page).getByText("Enter your password.").waitFor();
    await page.keyboard.type("not this one");
    await page.keyboard.press("Enter");
    await confirm(page).getByText("This is not your current password.").waitFor();
    expect(await hasFocus(password)).toBe(true);
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press("Enter");
    const shown = page.getByRole("alertdialog", { name: "Copy your new token" });
    await shown.getByText("Confirmed").waitFor();
    await confirm(page).waitFor({ state: "hidden" });
    await end(REFUSED);
  });

  it("gives up, and finds the page as it was", async () => {
    const { page, end } = await withNewToken();
    await proveLongAgo();
    await nameOf(page).fill("Given up");
    await button(page, "Generate token").click();
    await confirm(page).getByLabel("Your password", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await confirm(page).waitFor({ state: "hidden" });
    expect(await nameOf(page).inputValue()).toBe("Given up");
    expect(await hasFocus(button(page, "Generate token"))).toBe(true);
    await button(page, "Generate token").click();
    await confirm(page).getByLabel("Your password", { exact: true }).fill(DEMO_PASSWORD);
    await confirm(page).getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("alertdialog", { name: "Copy your new token" }).waitFor();
    await end(REFUSED);
  });
});

describe("a new token whose answer is lost", () => {
  const rowsOf = (name: string) => latchkey.sql("SELECT id, purpose FROM token WHERE name = ?", name);

  /** The server does it, but the page never gets the answer. */
  async function loseOneAnswer(page: Page): Promise<void> {
    await page.route(
      "**/trpc/tokens.create*",
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await button(page, "Generate token").click();
    await page.getByText("Latchkey could not be reached.").waitFor();
  }

  it("is generated once, however often it is asked for, after a reload too", async () => {
    const { page, end } = await withNewToken();
    await nameOf(page).fill("Lost once");
    await page.getByLabel("Purpose").fill("Shows that nothing is made twice");
    await loseOneAnswer(page);
    const [first] = await rowsOf("Lost once");
    await page.reload();
    const shown = await generated(page, "Lost once");
    await shown.getByText("Shows that nothing is made twice").waitFor();
    expect(await rowsOf("Lost once")).toEqual([first]);
    await button(page, "Copy token").click();
    const token = await page.evaluate(() => navigator.clipboard.readText());
    expect((await latchkey.bearer(token).fetch("/api/v1/me")).status).toBe(200);
    await end(/ERR_FAILED/);
  });

  it("is revoked where something else is wanted then, or nothing", async () => {
    const { page, end } = await withNewToken();
    await nameOf(page).fill("Lost and changed");
    await loseOneAnswer(page);
    await generated(page, "Changed");
    await expect.poll(() => rowsOf("Lost and changed")).toEqual([]);
    await button(page, "Copy token").click();
    await button(page, "OK").click();
    await button(page, "+ New token").click();
    await nameOf(page).fill("Lost and given up");
    await loseOneAnswer(page);
    await button(page, "Cancel").click();
    await button(page, "Discard").click();
    await page.getByText("“Lost and given up” was generated and never shown").waitFor();
    expect(await rowsOf("Lost and given up")).toEqual([]);
    expect(await rowsOf("Changed")).toHaveLength(1);
    await end(/ERR_FAILED/);
  });
});

describe("keys", () => {
  it("that an input method takes for a word it composes close and send nothing", async () => {
    const { page, end } = await withNewToken();
    await nameOf(page).focus();
    for (const key of ["Escape", "Enter"]) {
      await nameOf(page).evaluate(
        `(input, key) => input.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }))`,
        key,
      );
    }
    expect(await dialogOf(page).count()).toBe(1);
    expect(await page.getByText(QUESTION).count()).toBe(0);
    await end();
  });

  it("n opens New token, with Caps Lock too", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, EMAIL);
    await page.getByRole("row", { name: /Spreadsheet sync/ }).waitFor();
    await page.evaluate(`document.dispatchEvent(new KeyboardEvent("keydown", { key: "N", bubbles: true }))`);
    await nameOf(page).waitFor();
    await end();
  });
});

describe("a message", () => {
  it("covers nothing that is pressed", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, EMAIL);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto("/user?dialog=rename");
      await nameOf(page).fill(`Mei Tanaka ${width}`);
      await button(page, "Change name").click();
      await page.getByText("Your name is changed.").waitFor();
      const covered = () =>
        page.evaluate<string[]>(`(() => {
          const toast = document.querySelector(".toast").getBoundingClientRect();
          return [...document.querySelectorAll("button, a[href], input")]
            .filter((element) => !element.closest(".toasts"))
            .filter((element) => {
              const { top, bottom, left, right, width } = element.getBoundingClientRect();
              return width > 1 && top < toast.bottom && bottom > toast.top && left < toast.right && right > toast.left;
            })
            .map((element) => element.outerHTML);
        })()`);
      await expect.poll(covered).toEqual([]);
    }
    await end();
  });
});
