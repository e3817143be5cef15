import { outliveReaders } from "./output.ts";
import { portProblem } from "./port.ts";
import { projectProblem } from "./project-folder.ts";
import { PROJECT, readDevSettings } from "./settings.ts";
import { holdState } from "./state-lock.ts";

const PATIENCE_MS = 3_000;

/** The server's process: refuses early and cheaply, then serves until its guard (../dev.ts) ends. */
outliveReaders();
const settings = readDevSettings(process.env);
if ("problem" in settings) refuse(settings.problem);

const taken = await portProblem(settings.port);
if (taken) refuse(taken);

const unavailable = projectProblem(PROJECT) ?? holdState(settings.state);
if (unavailable) refuse(unavailable);
console.log(
  `Latchkey starts: it builds the web app and brings the database in ${settings.state} up to date.`,
);

let stopWorker = async () => {};
process.on("disconnect", async () => {
  setTimeout(endGroup, PATIENCE_MS);
  await stopWorker().finally(endGroup);
});

try {
  const { serve } = await import("./serve.ts");
  stopWorker = await serve(settings);
} catch (error) {
  refuse(`Latchkey could not start: ${reason(error)}`);
}

/** The guard may have been killed, so this process ends the rest of its group. */
function endGroup(): never {
  process.kill(-process.pid, "SIGKILL");
  process.exit(0);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
