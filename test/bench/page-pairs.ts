import { parseArgs } from "node:util";
import { launchChromium, visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { median, quartiles } from "./report.ts";
import { CPU_SLOWER, protocolOf, usableAfter } from "./usable-after.ts";

/**
 * `npm run bench:pages:pairs -- --with http://localhost:8801 --without http://localhost:8802 --pairs 20`: how much time
 * a change of the web app saves until a page can be used. It compares two that run with the demo (`npm run dev`), in
 * turns, with a slow processor and nothing cached. It only reports: no time fails it.
 */
const { values } = parseArgs({
  options: {
    with: { type: "string", default: "http://localhost:8801" },
    without: { type: "string", default: "http://localhost:8802" },
    pairs: { type: "string", default: "20" },
    /** The beginning of the paths to measure, among the five pages. */
    pages: { type: "string", default: "/" },
  },
});
const PAIRS = Number(values.pairs);

const PAGES = [
  ["/sign-in", "input[type=email]"],
  ["/settings/api-tokens", "tr[data-id]"],
  ["/account", "a.card"],
  ["/account/api-tokens", "tr[data-id]"],
  ["/user/security", "tr[data-id]"],
] as const;

const browser = await launchChromium();
const sides = await Promise.all([values.with, values.without].map(opened));
console.log(`Saved until it can be used, ${PAIRS} pairs, processor ${CPU_SLOWER} times slower, 3G fast:`);
for (const [path, usable] of PAGES.filter(([path]) => path.startsWith(values.pages))) {
  const saved: number[] = [];
  const took: number[] = [];
  for (let pair = -1; pair < PAIRS; pair++) {
    const times = [0, 0];
    for (const side of pair % 2 === 0 ? [0, 1] : [1, 0]) times[side] = await after(side, path, usable);
    const [one = 0, other = 0] = times;
    // The first pair only warms both up.
    if (pair >= 0) saved.push(other - one);
    if (pair >= 0) took.push(one);
  }
  const half = quartiles(saved).map(Math.round).join(" to ");
  const [typically, of] = [median(saved), median(took)].map(Math.round);
  console.log(`${path.padEnd(24)} ${`${typically} ms`.padStart(8)} of ${of}, middle half ${half}`);
}
await browser.close();

async function opened(origin: string) {
  const { page: anonymous } = await visit(browser, origin);
  const { page } = await visit(browser, origin);
  await signInAs(page, "super@northwind.example");
  return Promise.all([anonymous, page].map(ready));

  async function ready(tab: typeof page) {
    const protocol = await protocolOf(tab);
    await protocol.send("Network.setCacheDisabled", { cacheDisabled: true });
    return (path: string, usable: string) => usableAfter(tab, protocol, `${origin}${path}`, usable);
  }
}

async function after(side: number, path: string, usable: string): Promise<number> {
  const tab = sides[side]?.[path === "/sign-in" ? 0 : 1];
  if (!tab) throw new Error("there are two sides");
  return tab(path, usable);
}
