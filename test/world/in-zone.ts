import { execFileSync } from "node:child_process";
import { join } from "node:path";

const PROJECT = join(import.meta.dirname, "../..");

/**
 * What a module's function returns in the time zone `zone`, in a new process, because a process never changes its zone.
 */
export function inZone<Result>(zone: string, module: string, name: string, ...parameters: unknown[]): Result {
  const script = `import { ${name} } from ${JSON.stringify(join(PROJECT, module))};
    const given = ${name}(...${JSON.stringify(parameters)});
    console.log(JSON.stringify(given instanceof Map ? [...given] : given));`;
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, TZ: zone, NODE_OPTIONS: "" },
    encoding: "utf8",
  });
  return JSON.parse(printed) as Result;
}
