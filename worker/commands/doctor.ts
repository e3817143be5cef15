import { parseArgs } from "node:util";
import { withPlace } from "./d1.ts";
import { giveUp, inASentence } from "./sentence.ts";

const USAGE = "npm run doctor [-- --remote] [-- --mail you@acme.example]";

/** `npm run doctor`: says of each part whether it works, and if not, what to do. */
const { values } = read();

let unwell = 0;
const beside = values.remote ? undefined : await (await import("./doctor/beside.ts")).besideDev();
if (beside !== undefined) await inASentence(async () => beside);
else {
  await withPlace(values.remote, async (place) => {
    const { examine, report } = await import("./doctor/examine.ts");
    const findings = await examine(place, { mail: values.mail });
    unwell = findings.filter(({ todo }) => todo !== undefined).length;
    return report(findings);
  });
}
process.exitCode = unwell === 0 ? 0 : 1;

function read() {
  try {
    return parseArgs({
      options: { remote: { type: "boolean", default: false }, mail: { type: "string" } },
    });
  } catch (error) {
    giveUp(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}
