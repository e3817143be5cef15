import { randomBytes } from "node:crypto";
import * as z from "zod";
import { partnerOf } from "../../../db/deployment/organizations.ts";
import { asText } from "../../../db/literals.ts";
import { insertOrganization } from "../../../db/organizations/new-organization.ts";
import { Refusal } from "../../domain/errors.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { read } from "../../domain/input.ts";
import { nameSchema } from "../../domain/names.ts";
import { emailSchema } from "../../domain/users/email-address.ts";
import { generateLink, LINK_LIFE_MS, linkUrl } from "../../domain/users/one-time-link.ts";
import type { CommandDatabase } from "../d1/command-database.ts";
import { migrate } from "../d1/migrations.ts";
import type { CommandPlace } from "../d1/place.ts";

const options = z.object({
  name: nameSchema,
  email: emailSchema,
  "admin-name": z.optional(nameSchema),
  kind: z.enum(["customer", "partner"]).default("customer"),
  partner: z.string().optional(),
  origin: z.url().optional(),
});

/** Creates an organization and its Master Admin. @throws Error with a sentence for the operator */
export async function createOrganization(
  { database, local, origin: known }: CommandPlace,
  { name, email, kind, partner, origin, ...rest }: Options,
): Promise<{ id: string; link: string }> {
  if (local) await migrate(database);
  if (partner !== undefined) await demandPartner(database, partner, kind);
  const id = newIdentifier("organization", randomBytes);
  const link = generateLink(randomBytes);
  const at = Date.now();
  const statements = insertOrganization({
    id,
    name,
    kind,
    partnerId: partner ?? null,
    admin: { userId: newIdentifier("user", randomBytes), name: rest["admin-name"] ?? email, email },
    link: { id: link.id, hash: await link.plain.hash(), expiresAt: at + LINK_LIFE_MS.invitation },
    at,
  });
  await database.query(statements.map(asText).join(";\n"));
  return { id, link: linkUrl(origin?.replace(/\/+$/, "") ?? known ?? "https://YOUR-LATCHKEY", link.plain) };
}

type Options = z.output<typeof options>;

/** The input, or a sentence on what is wrong with it. */
export function readOptions(
  given: Record<string, string | boolean | undefined>,
): Options | { problem: string } {
  const missing = ["name", "email"].filter((option) => given[option] === undefined);
  if (missing.length > 0)
    return { problem: `Please give ${missing.map((option) => `--${option}`).join(" and ")}.` };
  try {
    return read(options, given);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: `--${error.circumstances.field ?? "?"}: ${error.message}` };
  }
}

async function demandPartner(database: CommandDatabase, partner: string, kind: string): Promise<void> {
  if (kind === "partner") throw new Error("A partner organization has no partner itself.");
  const found = await database.query(asText(partnerOf(partner)));
  if (found.length === 0) throw new Error(`There is no partner organization ${partner}.`);
}
