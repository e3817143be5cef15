import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "./dev/settings.ts";

/** Latchkey's version, as package.json has it. */
export const VERSION: string = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")).version;
