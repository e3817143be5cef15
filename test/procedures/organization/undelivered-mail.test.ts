import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { refusalOf } from "../../world/refusals.ts";

async function withMail() {
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

test("an administrator sees why a mail was not delivered, and has it sent again", async () => {
  const { client, id, row } = await withMail();
  const { items } = await client.rpc.organization.undeliveredMail.query();
  expect(items).toEqual([
    {
      id,
      recipient: "mei@x.example",
      kind: "invitation",
      problem: "E_RECIPIENT_NOT_ALLOWED",
      attempts: 7,
      queuedAt: "1970-01-01T00:00:00.001Z",
      nextAttemptAt: null,
    },
  ]);
  await client.rpc.organization.sendMailAgain.mutate({ id });
  expect(await row()).toMatchObject({ due: 1 });
});

test("mail of another organization is one that does not exist, and delivered mail is not sent again", async () => {
  const [here, there] = [await withMail(), await withMail()];
  const unknown = { code: "NOT_FOUND", reason: "mail-unknown" };
  expect(await refusalOf(here.client.rpc.organization.sendMailAgain.mutate({ id: there.id }))).toEqual(
    unknown,
  );
  await env.DB.prepare("UPDATE outbox SET sent_at = 1 WHERE id = ?").bind(here.id).run();
  expect(await refusalOf(here.client.rpc.organization.sendMailAgain.mutate({ id: here.id }))).toEqual(
    unknown,
  );
  expect((await here.client.rpc.organization.undeliveredMail.query()).items).toEqual([]);
});
