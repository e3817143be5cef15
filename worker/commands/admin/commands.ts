import { resolve } from "node:path";
import type { CommandPlace } from "../d1/place.ts";
import { breakGlass } from "./break-glass.ts";
import { createOrganization, readOptions } from "./create-organization.ts";
import { deleteOrganization } from "./delete-organization.ts";
import { deleteUser } from "./delete-user.ts";
import { exportOrganization } from "./export-organization.ts";
import { freshLink } from "./fresh-link.ts";
import { listOrganizations, listPeople } from "./list.ts";
import { promote } from "./promote.ts";
import { revoke } from "./revoke.ts";
import { sendMailAgain } from "./send-mail-again.ts";

export type Given = Record<string, string | undefined>;

export interface Command {
  /** The required options. */
  needs: readonly string[];
  run(place: CommandPlace, given: Given): Promise<string>;
}

/** The commands of `npm run admin`, by their first word. */
export const COMMANDS: Record<string, Command> = {
  "create-organization": {
    needs: ["name", "email"],
    async run(place, given) {
      const asked = readOptions(given);
      if ("problem" in asked) throw new Error(asked.problem);
      const { id, link } = await createOrganization(place, asked);
      return `The organization ${id} is there.
Its Master Admin sets their password by this link, once, within seven days:

  ${link}
`;
    },
  },
  "list-organizations": { needs: [], run: listOrganizations },
  "list-people": { needs: [], run: listPeople },
  "fresh-link": {
    needs: ["email"],
    run: (place, given) => freshLink(place, { ...given, email: given.email as string }),
  },
  promote: {
    needs: ["organization", "email"],
    run: (place, given) =>
      promote(place, { organization: given.organization as string, email: given.email as string }),
  },
  "break-glass": {
    needs: ["organization"],
    run: (place, given) => breakGlass(place, { organization: given.organization as string }),
  },
  "send-mail-again": { needs: [], run: sendMailAgain },
  revoke: { needs: ["file"], run: (place, given) => revoke(place, { file: resolve(given.file as string) }) },
  "delete-organization": {
    needs: ["organization"],
    run: (place, given) => deleteOrganization(place, { organization: given.organization as string }),
  },
  "delete-user": {
    needs: ["email"],
    run: (place, given) => deleteUser(place, { email: given.email as string }),
  },
  "export-organization": {
    needs: ["organization"],
    run: (place, given) =>
      exportOrganization(place, {
        organization: given.organization as string,
        file: given.file === undefined ? undefined : resolve(given.file),
      }),
  },
};
