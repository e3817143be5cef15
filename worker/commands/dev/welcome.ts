import type { seedDemo } from "../../../db/seeds/demo.ts";

type Demo = Awaited<ReturnType<typeof seedDemo>>;

export function readyWords(origin: string, mail: string): string {
  return `
Latchkey is ready on ${origin}
Mail that it sends is written to ${mail}
Ctrl-C ends it.
`;
}

/** The token is in `demo` only when it was made just now. */
export function demoWords(origin: string, demo: Demo): string {
  if (!demo.seeded) return "The demo is already there: sign in as before.\n";
  return `The demo is new. Sign in with the password "northwind demo passphrase" as

  master@northwind.example       Master Admin of Northwind Labs
  super@northwind.example        Organization Superuser
  member@northwind.example       member, sees the group EMEA
  restricted@northwind.example   member, cannot create tokens, sees the group APAC
  partner@fabrikam.example       member of Fabrikam Partners
  boss@fabrikam.example          Master Admin of Fabrikam Partners

An API token, shown only now:

  ${demo.token}

Try it:

  curl -H "Authorization: Bearer ${demo.token}" ${origin}/api/v1/me
`;
}
