import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson } from "../../../db/seeds/demo-people.ts";
import type { Demo } from "./demo.ts";

export function readyWords(origin: string, mail: string): string {
  return `
Latchkey is ready on ${origin}
Mail that it sends is written to ${mail}
Ctrl-C ends it.
`;
}

/** The token is in `demo` only if it was made just now. */
export function demoWords(origin: string, demo: Demo): string {
  const people = DEMO_PEOPLE.filter(({ email }) => email !== null)
    .map(signInLine)
    .join("\n");
  if (!demo.seeded) {
    return `The demo is already there. Unless that was changed, everybody's password is "${DEMO_PASSWORD}".

${people}
`;
  }
  return `The demo is new. Everybody's password is "${DEMO_PASSWORD}".

${people}

An API token, shown only now:

  ${demo.token}

Try it:

  curl -H "Authorization: Bearer ${demo.token}" ${origin}/api/v1/me
`;
}

const ROLES = { master_admin: "Master Admin", superuser: "Organization Superuser", member: "member" };
const ORGANIZATIONS = { northwind: "Northwind Labs", fabrikam: "Fabrikam Partners" };

function signInLine({ email, role, organization }: DemoPerson): string {
  return `  ${email?.padEnd(30)} ${ROLES[role]} of ${ORGANIZATIONS[organization]}`;
}
