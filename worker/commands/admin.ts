import { parseArgs } from "node:util";
import { createOrganization, readOptions } from "./admin/create-organization.ts";
import { giveUp, withDatabase } from "./d1.ts";

const USAGE = `npm run admin -- create-organization --name "Acme" --email a@acme.example
  [--admin-name "Ada Byron"] [--kind customer|partner] [--partner <organization id>]
  [--origin https://tokens.example.com] [--remote]`;

/** `npm run admin`: what no web page can do, because nobody can sign in yet. */
const { values, positionals } = read();
if (positionals.length !== 1 || positionals[0] !== "create-organization") giveUp(USAGE);

const asked = readOptions(values);
if ("problem" in asked) giveUp(asked.problem);

await withDatabase(values.remote, async (database) => {
  const { id, link } = await createOrganization(database, asked);
  return `The organization ${id} is there.
Its Master Admin sets their password by this link, once, within seven days:

  ${link}
`;
});

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        name: { type: "string" },
        email: { type: "string" },
        "admin-name": { type: "string" },
        kind: { type: "string" },
        partner: { type: "string" },
        origin: { type: "string" },
        remote: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    giveUp(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}
