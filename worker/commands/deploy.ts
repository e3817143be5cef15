import { readArguments } from "./arguments.ts";
import { inASentence } from "./sentence.ts";

const USAGE = `npm run deploy [-- --dry-run] [-- --name "Acme" --email a@acme.example]`;

/** `npm run deploy`: from a clone to a running deployment, the first time and every time. */
const { values } = readArguments(USAGE, {
  options: {
    "dry-run": { type: "boolean", default: false },
    name: { type: "string" },
    email: { type: "string" },
  },
});

await inASentence(async () => {
  // Wrangler is slow to load; a mistyped command is told before.
  const { deploy } = await import("./deploy/deploy.ts");
  return deploy(values, console.log);
});
