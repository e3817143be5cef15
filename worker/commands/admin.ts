import { COMMANDS } from "./admin/commands.ts";
import { readArguments } from "./arguments.ts";
import { demandTables } from "./d1/migrations.ts";
import { withPlace } from "./d1.ts";
import { giveUp } from "./sentence.ts";

const USAGE = `npm run admin -- <one of these> [--remote]
  create-organization --name "Acme" --email a@acme.example
    [--admin-name "Ada Byron"] [--kind customer|partner] [--partner <organization id>] [--origin https://tokens.example.com]
  list-organizations
  list-people [--organization <id>]
  fresh-link --email a@acme.example [--organization <id>]
  promote --organization <id> --email a@acme.example
  break-glass --organization <id>
  send-mail-again [--email a@acme.example]
  revoke --file <tokens or prefixes, one a line>
  export-organization --organization <id> [--file <new file>]
  delete-organization --organization <id>
  delete-user --email a@acme.example`;

/**
 * `npm run admin`: what no web page can do, because nobody can sign in, or nobody in the organization is allowed to.
 */
const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    name: { type: "string" },
    email: { type: "string" },
    "admin-name": { type: "string" },
    kind: { type: "string" },
    partner: { type: "string" },
    origin: { type: "string" },
    organization: { type: "string" },
    file: { type: "string" },
    remote: { type: "boolean", default: false },
  },
});
const { remote, ...given } = values;
const command = positionals.length === 1 ? COMMANDS[positionals[0] as string] : undefined;
if (!command) giveUp(USAGE);
const missing = command.needs.filter((option) => !given[option as keyof typeof given]);
if (missing.length > 0) giveUp(`Please give ${missing.map((option) => `--${option}`).join(" and ")}.`);

await withPlace(remote, async (place) => {
  await demandTables(place);
  return command.run(place, given);
});
