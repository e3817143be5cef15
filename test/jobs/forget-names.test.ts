import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { record } from "../../db/commit.ts";
import { batch, connect } from "../../db/connect.ts";
import { namesDue } from "../../db/organizations/former-names.ts";
import { AT_ONCE, namePiece } from "../../db/organizations/former-names-sql.ts";
import type { Action } from "../../worker/domain/activity/actions.ts";
import { forgetNames } from "../../worker/jobs/forget-names.ts";
import { isolate } from "../factories/isolate.ts";
import { PASSWORD } from "../factories/password.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

type Named = { id: string; name: string };

const forget = () => forgetNames(isolate().cronRuntime());

/** A Master Admin who is signed in, and Mei, who appears in activity of all kinds. */
async function team() {
  const { organization, members } = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin", name: "Ada Byron" })
    .withMember({ name: "Mei Tanaka" })
    .written();
  const [ada, mei] = members.map(({ user }) => user) as [(typeof members)[0]["user"], Named];
  const client = await isolate().signedIn(ada.email ?? "", PASSWORD);
  const happened: [Action, Named, Named][] = [
    [{ action: "profile.renamed", detail: { from: "May", to: "Mei Tanaka" } }, mei, mei],
    [{ action: "passkey.added", detail: { name: "Mei's phone" } }, mei, mei],
    [{ action: "session.signed-in", detail: { userAgent: "Firefox", clientAddress: "192.0.2.7" } }, mei, mei],
    [{ action: "member.deactivated", detail: {} }, ada, mei],
    [{ action: "member.deactivated", detail: {} }, mei, ada],
  ];
  await record(
    connect(env.DB),
    happened.map(([action, actor, subject], nth) => ({
      ...action,
      organizationId: organization.id,
      actor,
      subject,
      token: null,
      at: nth,
    })),
  );
  return { id: organization.id, mei, client, pseudonym: `Former member ${mei.id.slice(-4)}` };
}

const told = (id: string) =>
  rows("SELECT * FROM activity WHERE organization_id = ? ORDER BY at, id", id).then((all) =>
    JSON.stringify(all),
  );

test("names stay unless the organization chose otherwise", async () => {
  const { id, mei, client } = await team();
  await client.rpc.team.removeMember.mutate({ userId: mei.id });
  await forget();
  expect(await told(id)).toContain("Mei's phone");
  expect(await count("name_due")).toBe(0);
});

test("a pseudonym takes the place of every name of who leaves, and of nobody else's", async () => {
  const [{ id, mei, client, pseudonym }, others] = [await team(), await team()];
  await client.rpc.organization.setFormerNames.mutate({ formerNames: "pseudonym" });
  await client.rpc.organization.setFormerNames.mutate({ formerNames: "pseudonym" });
  await forget();
  expect(await told(id)).toContain("Mei Tanaka");
  await client.rpc.team.removeMember.mutate({ userId: mei.id });
  const before = await count("activity");
  await forget();
  expect(await count("activity")).toBe(before);
  expect(await count("name_due")).toBe(0);
  const now = await told(id);
  for (const trace of ["Mei", "May", "Firefox", "192.0.2.7"]) expect(now).not.toContain(trace);
  expect(now).toContain("Ada Byron");
  expect(now.split("organization.former-names-set")).toHaveLength(2);
  const { items } = await client.rpc.activity.list.query({ userId: mei.id });
  expect(items.map(({ sentence }) => sentence)).toContain(`Ada Byron deactivated ${pseudonym}.`);
  expect(await told(others.id)).toContain("Mei's phone");
});

test("who left before is found too, also after very much of theirs; names that are gone stay gone", async () => {
  const { id, mei, client, pseudonym } = await team();
  await record(
    connect(env.DB),
    Array.from({ length: AT_ONCE + 1 }, () => ({
      action: "member.invited-again" as const,
      detail: {},
      organizationId: id,
      actor: mei,
      subject: mei,
      token: null,
      at: 9,
    })),
  );
  await client.rpc.team.removeMember.mutate({ userId: mei.id });
  await client.rpc.organization.setFormerNames.mutate({ formerNames: "pseudonym" });
  await forget();
  expect(await told(id)).not.toContain("Mei Tanaka");
  await client.rpc.organization.setFormerNames.mutate({ formerNames: "name" });
  await forget();
  expect(await told(id)).toContain(pseudonym);
  expect(await client.rpc.organization.formerNames.query()).toEqual({ formerNames: "name" });
});

test("what a run has read is left alone once the organization chose otherwise", async () => {
  const { id, mei, client } = await team();
  const database = connect(env.DB);
  await client.rpc.team.removeMember.mutate({ userId: mei.id });
  for (const whose of ["", mei.id]) {
    await client.rpc.organization.setFormerNames.mutate({ formerNames: "pseudonym" });
    if (whose === mei.id) await rows("UPDATE name_due SET user_id = ?", whose);
    const [due, ...others] = await namesDue(database, 9);
    if (due?.userId !== whose) throw new Error("Not what is due");
    await client.rpc.organization.setFormerNames.mutate({ formerNames: "name" });
    await batch(database, namePiece(due));
    expect([await count("name_due"), others]).toEqual([0, []]);
  }
  expect(await told(id)).toContain("Mei's phone");
});

test("the database lets nothing else through, whatever was chosen", async () => {
  const { id, mei, client, pseudonym } = await team();
  const update = (set: string) =>
    env.DB.prepare(`UPDATE activity SET ${set} WHERE organization_id = ?`).bind(id).run();
  await client.rpc.team.removeMember.mutate({ userId: mei.id });
  for (const chosen of ["name", "pseudonym"] as const) {
    await client.rpc.organization.setFormerNames.mutate({ formerNames: chosen });
    for (const set of [
      `actor_name = '${pseudonym}'`,
      "subject_name = 'Former member'",
      "actor_name = NULL",
      "at = 1",
      "detail = '{}'",
      "action = 'member.removed'",
    ])
      await expect(update(set), `${chosen}: ${set}`).rejects.toThrow("append-only");
  }
});
