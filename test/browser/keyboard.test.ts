import { expect, test } from "vitest";
import { DEMO_PASSWORD } from "../../db/seeds/demo-people.ts";
import { visit } from "../world/chromium.ts";
import { hasFocus, signInAs, tabTo } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

test("from sign-in to the end of another session and back out, without a mouse; focus comes back", async () => {
  const email = "partner@fabrikam.example";
  await latchkey.signedIn(email);
  const { page, end } = await visit(browser, latchkey.origin);
  const { keyboard } = page;
  const focused = (target: ReturnType<typeof page.getByRole>) =>
    expect.poll(() => hasFocus(target)).toBe(true);

  await page.goto("/sign-in");
  await focused(page.getByRole("textbox", { name: "E-mail" }));
  await keyboard.type(email);
  await keyboard.press("Enter");
  await focused(page.getByRole("textbox", { name: "Password" }));
  await keyboard.type(DEMO_PASSWORD);
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Customers" }).waitFor();

  await tabTo(page, page.getByRole("button", { name: /^Profile menu/ }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "User info" }));
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "User info" }).waitFor();

  await tabTo(page, page.getByRole("button", { name: "Change password" }));
  await keyboard.press("Enter");
  await focused(page.getByRole("textbox", { name: "Current password" }));
  await keyboard.press("Escape");
  await focused(page.getByRole("button", { name: "Change password" }));

  await tabTo(page, page.getByRole("link", { name: "Security" }));
  await keyboard.press("Enter");
  const bin = page.getByRole("button", { name: /^Delete the session/ });
  await bin.waitFor();
  await tabTo(page, bin);
  await keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog");
  await focused(dialog.getByRole("button", { name: "Cancel" }));
  await keyboard.press("Escape");
  await focused(bin);
  await keyboard.press("Enter");
  await focused(dialog.getByRole("button", { name: "Cancel" }));
  await tabTo(page, dialog.getByRole("button", { name: "Delete", exact: true }));
  await keyboard.press("Enter");
  await page.getByText(/^The session .* has ended\.$/).waitFor();
  await focused(page.getByRole("button", { name: "Delete the API token Customer portal" }));

  await tabTo(page, page.getByRole("button", { name: "Delete all tokens" }));
  await keyboard.press("Enter");
  await focused(dialog.getByRole("button", { name: "Cancel" }));
  await keyboard.press("Enter");
  await focused(page.getByRole("button", { name: "Delete all tokens" }));

  await tabTo(page, page.getByRole("button", { name: /^Profile menu/ }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "Account info" }));
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Account info" }).waitFor();
  await tabTo(page, page.getByRole("button", { name: "Sign out everywhere" }));
  await keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("button", { name: "Sign out everywhere" }));
  await keyboard.press("Enter");
  await focused(page.getByRole("textbox", { name: "E-mail" }));
  await end();
});

test("a row's menu gives the focus back to its button, by Escape and by its dialog", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "member@northwind.example");
  const more = page.getByRole("button", { name: "More for Production integration" });
  await more.focus();
  for (const way of ["Escape", "Enter"]) {
    await page.keyboard.press("Enter");
    await expect.poll(() => hasFocus(page.getByRole("button", { name: "Rotate…" }))).toBe(true);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press(way);
    if (way === "Enter") {
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
    }
    await expect.poll(() => hasFocus(more)).toBe(true);
  }
  await end();
});

test("nothing gets the focus unseen on a narrow page", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, "member@northwind.example");
  await page.getByRole("link", { name: "Production integration" }).waitFor();
  const unseen: string[] = [];
  for (let pressed = 0; pressed < 30; pressed++) {
    await page.keyboard.press("Tab");
    unseen.push(
      ...(await page.locator(":focus").evaluateAll<string[], HTMLElement>((elements) =>
        elements
          .filter((element) => {
            const { left, top, width, height } = element.getBoundingClientRect();
            const there = document.elementFromPoint(left + width / 2, top + height / 2);
            return !element.contains(there);
          })
          .map((element) => element.outerHTML),
      )),
    );
  }
  expect(unseen).toEqual([]);
  await end();
});
