import { type ParseArgsConfig, parseArgs } from "node:util";
import { giveUp } from "./sentence.ts";

/** What a command was given. One that is mistyped, or asks for help, ends with its usage. */
export function readArguments<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.some((word) => word === "--help" || word === "-h")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    // What Node says behind the first sentence is about its own rules.
    const [mistake] = String(error instanceof Error ? error.message : error).split(/\. /, 1);
    giveUp(`${mistake}\n${usage}`);
  }
}
