import { type ChildProcess, spawn } from "node:child_process";
import { PROJECT } from "../../worker/commands/dev/settings.ts";
import { processTree, running } from "./processes.ts";
import { until } from "./until.ts";

export interface DevCommand {
  origin: string;
  npm: ChildProcess;
  /** Its output so far. */
  output(): string;
  /** Waits until it answers requests and has printed its welcome. */
  ready(): Promise<void>;
  /** Waits for npm's end; returns its exit code, or the signal that ended it. */
  ended(): Promise<number | string>;
  /**
   * Sends the signal to npm alone, or to npm's group as a terminal's Ctrl-C does, and waits until no process is left.
   */
  end(signal: NodeJS.Signals, to: "npm" | "group"): Promise<void>;
}

const started: DevCommand[] = [];

/** For `afterEach`: ends the commands that a failed test left running. */
export async function endDevCommands(): Promise<void> {
  const left = started.splice(0).filter(({ npm }) => npm.exitCode === null && npm.signalCode === null);
  for (const command of left) await command.end("SIGTERM", "group");
}

/** Starts the real `npm run dev`, in a separate process group. */
export function startDevCommand(
  port: number | string,
  state: string,
  environment: NodeJS.ProcessEnv = {},
): DevCommand {
  const npm = spawn("npm", ["run", "dev"], {
    cwd: PROJECT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...asInAShell(process.env), PORT: `${port}`, LATCHKEY_STATE: state, ...environment },
  });
  let said = "";
  for (const stream of [npm.stdout, npm.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const origin = `http://localhost:${port}`;
  const exit = () => npm.exitCode ?? npm.signalCode ?? undefined;
  const command: DevCommand = {
    origin,
    npm,
    output: () => said,
    ready: () =>
      until("npm run dev is ready", async () => {
        if (exit() !== undefined) throw new Error(`npm run dev ended:\n${said}`);
        return said.includes("The demo is ") && (await isHealthy(origin));
      }).then(() => {}),
    ended: () => until("npm run dev ends", exit),
    async end(signal, to) {
      const pid = npm.pid ?? 0;
      const tree = processTree(pid);
      process.kill(to === "npm" ? pid : -pid, signal);
      await until(`all ${tree.length} processes end on ${signal} to ${to}`, () => running(tree).length === 0);
      await until("npm is gone", exit);
    },
  };
  started.push(command);
  return command;
}

/** The environment without the additions of vitest and of the npm above it. */
function asInAShell(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign =
    /^(npm_|VITEST|VITE_|WRANGLER_|CLOUDFLARE_|NODE_ENV$|TEST$|MODE$|DEV$|PROD$|SSR$|BASE_URL$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.test(name)));
}

async function isHealthy(origin: string): Promise<boolean> {
  return fetch(`${origin}/healthz`).then(
    (answer) => answer.status === 200,
    () => false,
  );
}
