import { mkdirSync } from "node:fs";
import { outliveReaders } from "./output.ts";
import { portProblem } from "./port.ts";
import { readDevSettings } from "./settings.ts";
import { holdState } from "./state-lock.ts";

const PATIENCE_MS = 3_000;

/** The server's process: refuses early and cheaply, then serves until its guard (../dev.ts) is gone. */
outliveReaders();
const settings = readDevSettings(process.env);
if ("problem" in settings) refuse(settings.problem);

const taken = await portProblem(settings.port);
if (taken) refuse(taken);

try {
  mkdirSync(settings.state, { recursive: true });
} catch (error) {
  refuse(`LATCHKEY_STATE must be a folder that can be written to: ${reason(error)}`);
}
if (!holdState(settings.state)) {
  refuse(
    `${settings.state} is in use by another \`npm run dev\`. End that one, or choose another folder with LATCHKEY_STATE.`,
  );
}

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

/** The guard may have been killed, so this process takes what is left of the group with itself. */
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
