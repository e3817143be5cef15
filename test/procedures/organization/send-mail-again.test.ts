import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { count } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { withUndeliveredMail } from "../../factories/undelivered-mail.ts";
import { refusalOf } from "../../world/refusals.ts";

const unknown = { code: "NOT_FOUND", reason: "mail-unknown" };

test("mail that was given up is due again, and that is recorded", async () => {
  const { client, id, row } = await withUndeliveredMail();
  expect(await row()).toMatchObject({ due: 0 });
  expect(await client.rpc.organization.sendMailAgain.mutate({ id })).toEqual({ id });
  expect(await row()).toMatchObject({ due: 1 });
  const { items } = await client.rpc.activity.list.query({ limit: 1 });
  expect(items[0]?.action).toBe("mail.sent-again");
});

test("mail of another organization is one that does not exist, and delivered mail is not sent again", async () => {
  const [here, there] = [await withUndeliveredMail(), await withUndeliveredMail()];
  const again = (id: string) => refusalOf(here.client.rpc.organization.sendMailAgain.mutate({ id }));
  expect(await again(there.id)).toEqual(unknown);
  await env.DB.prepare("UPDATE outbox SET sent_at = 1 WHERE id = ?").bind(here.id).run();
  expect(await again(here.id)).toEqual(unknown);
  expect(await there.row()).toMatchObject({ due: 0 });
  expect(
    await count("activity WHERE action = 'mail.sent-again' AND organization_id = ?", here.id.slice(4)),
  ).toBe(0);
});

test("is a superuser's", async () => {
  const { member } = await team();
  expect(await refusalOf(member.organization.sendMailAgain.mutate({ id: "out_1" }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
