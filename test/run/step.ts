import { spawn } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

export interface Step {
  title: string;
  run(): Promise<boolean>;
}

/** Runs a command of the project with its output shown; says whether it succeeded. */
export function command(name: string, args: string[]): Promise<boolean> {
  const child = spawn(name, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  const end = () => child.kill();
  process.once("SIGTERM", end);
  return new Promise((resolve) => {
    const done = (good: boolean) => {
      process.off("SIGTERM", end);
      resolve(good);
    };
    child.on("error", (error) => {
      console.error(error.message);
      done(false);
    });
    child.on("exit", (code) => done(code === 0));
  });
}
