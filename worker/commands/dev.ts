import { spawn } from "node:child_process";
import { join } from "node:path";
import { whenNpmEnds } from "./dev/npm-parent.ts";
import { outliveReaders, passOn } from "./dev/output.ts";
import { QUIET_AND_OFFLINE } from "./dev/quiet.ts";
import { readDevSettings } from "./dev/settings.ts";

const PATIENCE_MS = 5_000;

/**
 * `npm run dev`. This process only guards. The server runs in a process group of its own, and whatever ends this
 * process, or npm above it, ends that whole group.
 */
outliveReaders();
const settings = readDevSettings(process.env);
if ("problem" in settings) {
  console.error(settings.problem);
  process.exit(1);
}

const server = spawn(process.execPath, ["--no-warnings", join(import.meta.dirname, "dev/server.ts")], {
  detached: true,
  stdio: ["ignore", "pipe", "pipe", "ipc"] as const,
  env: { ...process.env, ...QUIET_AND_OFFLINE },
});

const said = Promise.all([passOn(server.stdout, process.stdout), passOn(server.stderr, process.stderr)]);

let askedToStop = false;

// Ctrl-C comes twice: from the terminal, and passed on by npm.
function stop() {
  if (askedToStop) return;
  askedToStop = true;
  if (server.connected) server.disconnect();
  setTimeout(killGroup, PATIENCE_MS).unref();
}

function killGroup() {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, "SIGKILL");
  } catch {
    // The group is empty.
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
whenNpmEnds(stop);

server.on("exit", async (code, signal) => {
  // Processes left in the group hold the pipes open.
  killGroup();
  await said;
  if (askedToStop) process.exit(0);
  if (signal) console.error(`The local server was ended by ${signal}.`);
  process.exit(code || 1);
});
