import { env } from "cloudflare:workers";
import { isolate } from "./isolate.ts";
import { scenario } from "./scenario.ts";

/** A superuser, and mail of their organization that was not delivered. */
export async function withUndeliveredMail() {
  const { member, organization } = await scenario()
    .withOrganization()
    .withMember({ role: "superuser" })
    .written();
  const id = `out_${organization.id}`;
  await env.DB.prepare(
    `INSERT INTO outbox (id, recipient, notice, organization_id, problem, attempts, created_at)
     VALUES (?, 'mei@x.example', '{"kind":"invitation"}', ?, 'E_RECIPIENT_NOT_ALLOWED', 7, 1)`,
  )
    .bind(id, organization.id)
    .run();
  const row = () =>
    env.DB.prepare("SELECT attempts, next_attempt_at IS NOT NULL AS due FROM outbox WHERE id = ?")
      .bind(id)
      .first();
  return { client: await isolate().signedIn(member.user.email ?? ""), id, row };
}
