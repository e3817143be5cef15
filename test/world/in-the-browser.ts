import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { DEMO_PASSWORD } from "../../db/seeds/demo-people.ts";
import { type Visit, visit } from "./chromium.ts";

/** Signs in on the sign-in page, as a person would; resolves on the next page. */
export async function signInAs(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  if (!page.url().includes("/sign-in")) await page.goto("/sign-in");
  await fillInSignIn(page, email, password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Fills in the sign-in page, up to the last press. */
export async function fillInSignIn(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("textbox", { name: "Password" }).fill(password);
}

/** A separate signed-in browser for each of them. */
export async function visitSignedIn(browser: Browser, origin: string, emails: string[]): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const email of emails) {
    const visitor = await visit(browser, origin);
    await signInAs(visitor.page, email);
    visits.push(visitor);
  }
  return visits;
}

/** Presses Tab until the target has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, target: Locator, atMost = 60): Promise<void> {
  for (let pressed = 0; pressed < atMost; pressed++) {
    await page.keyboard.press("Tab");
    if (await hasFocus(target)) return;
  }
  throw new Error(`${target} is not reached by ${atMost} presses of Tab`);
}

export async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.and(target.page().locator(":focus")).count()) === 1;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on the page, one line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated, because the content security policy allows no script from elsewhere.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

/** How many pixels wider the page is than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>(`
    Math.max(...[document.documentElement, ...document.querySelectorAll(".dialog-place")]
      .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
  `);
}

/**
 * 800 px is the narrowest with the navigation at the side, 640 px is 1280 px at 200 % zoom, and 320 px is the width of
 * WCAG's reflow.
 */
const WIDTHS = [1280, 1024, 800, 768, 640, 360, 320] as const;

/** Room for about seven letters: with less, a name breaks into single letters. */
const LEAST_NAME_PX = 7 * 16;

/** Row names with too little room, cells that overlap the next one, and a current tab that is out of sight. */
function cramped(page: Page): Promise<string[]> {
  return page.evaluate(`(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const found = [];
    for (const cell of document.querySelectorAll(".tokens tbody :is(th, td)")) {
      const { paddingLeft, paddingRight } = getComputedStyle(cell);
      const room = cell.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      if (cell.matches("th.name") && room < ${LEAST_NAME_PX}) found.push("a name has " + room + " px");
      if (cell.scrollWidth > cell.clientWidth + 1) found.push(cell.className + " runs over: " + cell.textContent);
      for (const part of cell.querySelectorAll("*")) {
        const isCut = getComputedStyle(part).textOverflow === "ellipsis" && part.scrollWidth > part.clientWidth;
        if (isCut) found.push(cell.className + " is cut: " + part.textContent);
      }
    }
    for (const tab of document.querySelectorAll(".tab[aria-current]")) {
      const { left, right } = tab.getBoundingClientRect();
      const line = tab.parentElement.getBoundingClientRect();
      if (left < line.left - 1 || right > line.right + 1) found.push("the current tab is out of sight");
    }
    return found;
  })()`);
}

/** Visible faults of the page: what axe finds, wide in light and narrow in dark, and what is cut off. */
export async function lookFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  const look = async (colorScheme: "light" | "dark", width: number) => {
    // Without motion, because a color in transition cannot be judged.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const line of await axeFindings(page)) found.push(`${colorScheme}, ${width} px: ${line}`);
  };
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    if ((await overflow(page)) > 0) found.push(`at ${width} px the page is wider than its window`);
    for (const line of new Set(await cramped(page))) found.push(`at ${width} px ${line}`);
    if (width === WIDTHS[0]) await look("light", width);
    if (width === WIDTHS.at(-1)) await look("dark", width);
  }
  await page.setViewportSize({ width: WIDTHS[0], height: 800 });
  return found;
}
