import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { until } from "../world/until.ts";

/** Installs a Debian package if possible; otherwise says in one line what to install. */
export function need(program: string, debianPackage: string): void {
  install(() => isThere(program), program, debianPackage);
}

/** The same for a package without a program, which is detected by one of its files. */
export function needFile(path: string, debianPackage: string): void {
  install(() => existsSync(path), path, debianPackage);
}

function install(isInstalled: () => boolean, what: string, debianPackage: string): void {
  if (isInstalled()) return;
  if (process.getuid?.() === 0 && isThere("apt-get")) {
    apt("update");
    apt("install", "-y", "--no-install-recommends", debianPackage);
  }
  if (!isInstalled()) throw new Error(`These tests need ${what}: apt-get install ${debianPackage}`);
}

/** Ignores apt's result: the caller checks for the program. Installs only programs, and starts no services. */
function apt(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  spawnSync("apt-get", ["-qq", ...args], { stdio: "ignore", env });
}

function isThere(program: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Runs a program in the foreground until `stop`; resolves once it listens on `port`. */
export async function run(
  command: string,
  args: string[],
  { port, env }: { port: number; env?: Record<string, string> },
): Promise<{ stop: () => Promise<void> }> {
  const program = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (text) => (said += text));
  const ended = once(program, "exit");
  await until(`${command} listens on port ${port}`, () => {
    if (program.exitCode !== null) throw new Error(`${command} ended with ${program.exitCode}`);
    return listens(port);
  }).catch((error: Error) => {
    program.kill("SIGKILL");
    throw new Error(`${error.message}: ${said}`);
  });
  return {
    async stop() {
      program.kill("SIGTERM");
      await ended;
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
