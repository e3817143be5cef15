import { createInterface } from "node:readline/promises";
import { countOrganizations } from "../../../db/deployment/organizations.ts";
import { asText } from "../../../db/literals.ts";
import { createOrganization, readOptions } from "../admin/create-organization.ts";
import type { CommandPlace } from "../d1/place.ts";

/** The command's options, or the operator's answers to its questions. */
export type Founder = { name?: string | undefined; email?: string | undefined };

/** Whether what was given can be used. @throws Error in words if not */
export function demandFounder({ name, email }: Founder): void {
  if (name === undefined || email === undefined) return;
  const options = readOptions({ name, email });
  if ("problem" in options) throw new Error(options.problem);
}

/** Creates an organization and its Master Admin's link, if nobody can sign in yet. Otherwise does nothing. */
export async function firstOrganization(place: CommandPlace, given: Founder): Promise<string | undefined> {
  const [count] = await place.database.query<{ n: number }>(asText(countOrganizations()));
  if (count?.n !== 0) return undefined;
  const { name, email } = given.name && given.email ? given : await ask(given);
  if (!name || !email) return NEXT_STEP;
  const options = readOptions({ name, email });
  if ("problem" in options) return `${options.problem}\n${NEXT_STEP}`;
  const { link } = await createOrganization(place, options);
  return `The organization ${name} is there. Its Master Admin sets their password by this link, once, within seven days:

  ${link}
`;
}

const NEXT_STEP = `Nobody can sign in yet. The next step, which prints the link of the first Master Admin:

  npm run admin -- create-organization --name "Acme" --email you@acme.example --remote
`;

async function ask({ name, email }: Founder): Promise<Founder> {
  if (!process.stdin.isTTY) return {};
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return {
      name: name ?? (await terminal.question("The name of the first organization (empty: later): ")),
      email: email ?? (await terminal.question("The e-mail of its Master Admin (empty: later): ")),
    };
  } finally {
    terminal.close();
  }
}
