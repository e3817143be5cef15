import { readArguments } from "./arguments.ts";
import { withPlace } from "./d1.ts";
import { inASentence } from "./sentence.ts";

const USAGE = "npm run doctor [-- --remote] [-- --mail you@acme.example]";

/** `npm run doctor`: says of each part whether it works, and if not, what to do. */
const { values } = readArguments(USAGE, {
  options: { remote: { type: "boolean", default: false }, mail: { type: "string" } },
});

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
