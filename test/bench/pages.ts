import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { launchChromium, visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { type Latchkey, startLatchkey } from "../world/latchkey.ts";
import { median } from "./report.ts";
import { CPU_SLOWER, protocolOf, usableAfter } from "./usable-after.ts";

/**
 * `npm run bench:pages -- --tokens 10000`: how soon pages can be used in Chromium with a slow processor and network,
 * and the longest task while somebody pages and searches through many tokens. It only reports: no time fails it.
 */
const TIMES = 5;
const { values } = parseArgs({ options: { tokens: { type: "string", default: "10000" } } });
const TOKENS = Number(values.tokens);

/** The element that each page must show. */
const PAGES = [
  ["/settings/api-tokens", "tr[data-id]"],
  ["/account/api-tokens", "tr[data-id]"],
  ["/account", "a.card"],
  ["/account/users", "tr[data-id]"],
  ["/account/users/:id", "tr[data-id]"],
  ["/account/permissions", ".definitions .revoke"],
  ["/account/activity", "li.happening"],
  ["/user", "dl.facts"],
  ["/user/security", "tr[data-id]"],
  ["/docs", "#start"],
] as const;

const latchkey = await startLatchkey();
const browser = await launchChromium();
try {
  const { page } = await visit(browser, latchkey.origin);
  await signInAs(page, "super@northwind.example");
  const protocol = await protocolOf(page);

  console.log(`Usable after, with the processor ${CPU_SLOWER} times slower, on 3G fast:`);
  console.log(`${"".padEnd(28)} ${"nothing cached".padEnd(28)} opened before`);
  for (const [route, usable] of PAGES) {
    const path = route.replace(":id", await someMember(latchkey));
    const told: string[] = [];
    for (const cacheDisabled of [true, false]) {
      await protocol.send("Network.setCacheDisabled", { cacheDisabled });
      const times: number[] = [];
      for (let time = 0; time < TIMES; time++) times.push(await usableAfter(page, protocol, path, usable));
      told.push(spread(times));
    }
    console.log(`${route.padEnd(28)} ${told.map((times) => `${times} ms`.padEnd(28)).join(" ")}`);
  }

  await giveMany(latchkey);
  console.log(`\nTasks over 50 ms while paging and searching, ${TOKENS} tokens of one's own, full speed:`);
  for (const path of ["/settings/api-tokens", "/account/api-tokens"]) {
    const tasks = await longTasks(page, path);
    console.log(`${path.padEnd(28)} ${tasks.length === 0 ? "none" : tasks.map(Math.round).join(", ")}`);
  }
} finally {
  await browser.close();
  await latchkey.stop();
}
process.exit();

async function someMember({ sql }: Latchkey): Promise<string> {
  const [found] = await sql<{ id: string }>("SELECT id FROM user WHERE email = 'member@northwind.example'");
  return found?.id ?? "";
}

async function longTasks(page: Page, path: string): Promise<number[]> {
  await page.goto(path);
  await page.locator("tr[data-id]").first().waitFor();
  await page.evaluate(`window.longTasks = []; new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: "longtask" });`);
  const answered = () => page.waitForResponse((response) => response.url().includes("okens"));
  for (let time = 0; time < 10; time++) {
    await Promise.all([answered(), page.getByRole("button", { name: "Next" }).click()]);
  }
  const search = page.getByRole("searchbox");
  for (const term of ["nightly", "7", "token 99", ""]) {
    await search.fill("");
    await search.pressSequentially(term, { delay: 30 });
    await page.locator("[aria-busy=false] tr[data-id]").first().waitFor();
  }
  return page.evaluate<number[]>("window.longTasks");
}

async function giveMany({ sql }: Latchkey): Promise<void> {
  await sql(
    `WITH RECURSIVE nth(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM nth WHERE n < ${TOKENS - 1})
     INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, owner_folded, hash, scopes, created_at)
     SELECT printf('B%011d', n), organization_id, user_id, 'api', 'Nightly token ' || n, 'NIGHTLY TOKEN ' || n, folded,
       randomblob(32), 'all', 1700000000000 + n
     FROM nth, membership JOIN user ON user.id = user_id WHERE email = 'super@northwind.example'`,
  );
}

function spread(times: readonly number[]): string {
  return `${Math.round(median(times))} (${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))})`;
}
