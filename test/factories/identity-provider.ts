import { rows } from "./rows.ts";

/** The organization's own provider, set up and, if asked for, required. */
export async function withIdentityProvider(organizationId: string, { required = false } = {}): Promise<void> {
  await rows(
    `INSERT INTO identity_provider (organization_id, issuer, client_id, trusts_emails, new_members, changed_at)
     VALUES (?, 'https://id.example', 'latchkey', 0, NULL, 1)`,
    organizationId,
  );
  await rows("UPDATE organization SET requires_provider = ? WHERE id = ?", Number(required), organizationId);
}
