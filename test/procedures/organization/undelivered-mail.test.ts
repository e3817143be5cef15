import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { withUndeliveredMail } from "../../factories/undelivered-mail.ts";
import { refusalOf } from "../../world/refusals.ts";

test("an administrator sees what mail was not delivered, and why", async () => {
  const { client, id } = await withUndeliveredMail();
  await withUndeliveredMail();
  expect(await client.rpc.organization.undeliveredMail.query()).toEqual({
    items: [
      {
        id,
        recipient: "mei@x.example",
        kind: "invitation",
        problem: "E_RECIPIENT_NOT_ALLOWED",
        attempts: 7,
        queuedAt: "1970-01-01T00:00:00.001Z",
        nextAttemptAt: null,
      },
    ],
  });
  await env.DB.prepare("UPDATE outbox SET sent_at = 1 WHERE id = ?").bind(id).run();
  expect((await client.rpc.organization.undeliveredMail.query()).items).toEqual([]);
});

test("a member is refused", async () => {
  const { member } = await team();
  expect(await refusalOf(member.organization.undeliveredMail.query())).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
