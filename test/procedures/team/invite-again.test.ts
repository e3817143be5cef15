import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { PASSWORD } from "../../factories/password.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario, type WrittenMember } from "../../factories/scenario.ts";
import { origin } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";
import { catchMail, linkIn, type SentMail } from "../../world/sent-mail.ts";

const { signedIn, anonymous, settled } = isolate();
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const NEW_PASSWORD = "violet kettle runs uphill";

const visitor = () => anonymous({ origin, "sec-fetch-site": "same-origin" });
const newAddress = () => `${crypto.randomUUID()}@northwind.example`;

/** A Master Admin and a superuser of one organization, and somebody with a password in another. */
async function people() {
  const { members, organizations } = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin", name: "Samuel Okafor" })
    .withMember({ role: "superuser", name: "Mara Lindqvist" })
    .withOrganization({ name: "Contoso" })
    .withMember({ name: "Pavel of Contoso" })
    .written();
  const [master, superuser, elsewhere] = members as [WrittenMember, WrittenMember, WrittenMember];
  const rpcOf = async ({ user }: WrittenMember) => (await signedIn(user.email ?? "", PASSWORD)).rpc;
  return {
    organizationId: organizations[0]?.id ?? "",
    elsewhere,
    master: await rpcOf(master),
    superuser: await rpcOf(superuser),
    superuserId: superuser.user.id,
    masterId: master.user.id,
  };
}

const mailed = async (mail: SentMail[], to: string | null) => {
  await expect.poll(() => mail.some((one) => one.to === to)).toBe(true);
  return mail.findLast((one) => one.to === to) as SentMail;
};

describe("an invitation", () => {
  test("is told of a member until they have set their password through it", async () => {
    const mail = catchMail();
    const { superuser, superuserId } = await people();
    const email = newAddress();
    const before = Date.now();
    const added = await superuser.team.addMember.mutate({ email, name: "New One" });
    const { invitation } = added;
    expect(invitation?.by).toEqual({ id: superuserId, name: "Mara Lindqvist" });
    expect(Date.parse(invitation?.at ?? "")).toBeGreaterThanOrEqual(before);
    expect(Date.parse(invitation?.expiresAt ?? "") - Date.parse(invitation?.at ?? "")).toBe(WEEK_MS);
    expect(await superuser.team.member.query({ userId: added.id })).toEqual(added);

    const link = linkIn(await mailed(mail, email));
    expect(await visitor().rpc.session.checkLink.mutate({ link })).toEqual({ purpose: "invitation", email });
    await visitor().rpc.session.setPassword.mutate({ link, password: NEW_PASSWORD });
    expect((await superuser.team.member.query({ userId: added.id })).invitation).toBeNull();
    expect(await refusalOf(superuser.team.inviteAgain.mutate({ userId: added.id }))).toEqual({
      code: "CONFLICT",
      reason: "not-invited",
    });
  });

  test("to who has a password elsewhere carries no link that sets one; the inviter sees no difference", async () => {
    const mail = catchMail();
    const { superuser, elsewhere, organizationId } = await people();
    const [known, unknown] = [elsewhere.user.email ?? "", newAddress()];
    const [one, other] = [
      await superuser.team.addMember.mutate({ email: known, name: "Pavel" }),
      await superuser.team.addMember.mutate({ email: unknown, name: "Pavel" }),
    ];
    const alike = (member: typeof one) => ({
      ...member,
      id: "",
      email: "",
      invitation: member.invitation?.by,
    });
    expect(alike(one)).toEqual(alike(other));
    const { text } = await mailed(mail, known);
    expect(text).toContain(`${origin}/sign-in?organization=${organizationId}\n`);
    expect(text).not.toContain("set-password");
    expect((await mailed(mail, unknown)).text).toContain("/set-password#");

    // Signing in to their old organization is no agreement; signing in here is.
    const home = await signedIn(known);
    expect((await home.rpc.session.current.query())?.organization.name).toBe("Contoso");
    expect((await superuser.team.member.query({ userId: one.id })).invitation).not.toBeNull();
    await home.rpc.session.switchOrganization.mutate({ organizationId });
    expect((await superuser.team.member.query({ userId: one.id })).invitation).toBeNull();
  });

  test("whose person got a password in the meantime sets none any more", async () => {
    const mail = catchMail();
    const { superuser } = await people();
    const email = newAddress();
    const added = await superuser.team.addMember.mutate({ email, name: "New One" });
    const link = linkIn(await mailed(mail, email));
    await rows("UPDATE user SET password_hash = '$scrypt$of somebody' WHERE id = ?", added.id);
    expect(await refusalOf(visitor().rpc.session.checkLink.mutate({ link }))).toMatchObject({
      reason: "link-needless",
    });
    const set = visitor().rpc.session.setPassword.mutate({ link, password: NEW_PASSWORD });
    expect(await refusalOf(set)).toMatchObject({ reason: "link-needless" });
    expect(await count("user WHERE id = ? AND password_hash = '$scrypt$of somebody'", added.id)).toBe(1);
  });

  test("that is withdrawn leads nowhere, and is not sent where it waited", async () => {
    const mail = catchMail();
    const { superuser } = await people();
    const email = newAddress();
    const added = await superuser.team.addMember.mutate({ email, name: "New One" });
    const link = linkIn(await mailed(mail, email));
    await superuser.team.removeMember.mutate({ userId: added.id });
    expect(await refusalOf(visitor().rpc.session.checkLink.mutate({ link }))).toMatchObject({
      code: "BAD_REQUEST",
      reason: "link-invalid",
    });
    expect(await refusalOf(superuser.team.inviteAgain.mutate({ userId: added.id }))).toMatchObject({
      reason: "member-unknown",
    });
  });
});

describe("team.inviteAgain", () => {
  test("sends another mail, says who and when, and is recorded", async () => {
    const mail = catchMail();
    const { superuser, master, masterId } = await people();
    const email = newAddress();
    const added = await superuser.team.addMember.mutate({ email, name: "New One" });
    await mailed(mail, email);
    const again = await master.team.inviteAgain.mutate({ userId: added.id });
    expect(again.invitation?.by).toEqual({ id: masterId, name: "Samuel Okafor" });
    await expect.poll(() => mail.filter(({ to }) => to === email)).toHaveLength(2);
    const [first, second] = mail.filter(({ to }) => to === email).map(linkIn);
    expect(first).not.toBe(second);
    const { items } = await master.activity.list.query({ userId: added.id });
    expect(items[0]?.sentence).toBe("Samuel Okafor invited New One again.");
  });

  test("a recipient gets five a day from all organizations together; beyond, nobody sees a difference", async () => {
    const mail = catchMail();
    const [here, there] = [await people(), await people()];
    const email = newAddress();
    const { id } = await here.superuser.team.addMember.mutate({ email, name: "New One" });
    await there.superuser.team.addMember.mutate({ email, name: "New One" });
    for (let nth = 0; nth < 2; nth++) {
      await here.superuser.team.inviteAgain.mutate({ userId: id });
      await there.superuser.team.inviteAgain.mutate({ userId: id });
    }
    const sixth = await here.superuser.team.inviteAgain.mutate({ userId: id });
    expect(sixth.invitation).not.toBeNull();
    await settled();
    expect(await count("outbox WHERE recipient = ?", email)).toBe(5);
    await expect.poll(() => mail.filter(({ to }) => to === email)).toHaveLength(5);
    await rows("UPDATE outbox SET created_at = created_at - 86400001 WHERE recipient = ?", email);
    await here.superuser.team.inviteAgain.mutate({ userId: id });
    expect(await count("outbox WHERE recipient = ?", email)).toBe(6);
  });

  test("members may not, and a superuser invites no Master Admin again", async () => {
    catchMail();
    const { master, superuser } = await people();
    const added = await master.team.addMember.mutate({
      email: newAddress(),
      name: "Boss",
      role: "master_admin",
    });
    expect(await refusalOf(superuser.team.inviteAgain.mutate({ userId: added.id }))).toMatchObject({
      reason: "master-admin-only",
    });
  });
});

test("a Master Admin who was only invited is no successor of the last one", async () => {
  catchMail();
  const { master, masterId } = await people();
  const invited = await master.team.addMember.mutate({
    email: newAddress(),
    name: "Boss",
    role: "master_admin",
  });
  const step = (userId: string) => master.team.editMember.mutate({ userId, role: "member" });
  expect(await refusalOf(step(masterId))).toMatchObject({ reason: "last-master-admin" });
  await step(invited.id);
});

test("names of one organization stay out of another's activity, which says why a session ended", async () => {
  const { organizations, members } = await scenario()
    .withOrganization()
    .withMember({ name: "Mei at Northwind" })
    .withOrganization({ name: "Contoso" })
    .written();
  const [member] = members as [WrittenMember];
  const contoso = organizations[1]?.id ?? "";
  await env.DB.prepare(
    `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
     VALUES (?, ?, 'Mei at Contoso', 'member', '[]', '[]', ?)`,
  )
    .bind(contoso, member.user.id, Date.now() + 1000)
    .run();
  const email = member.user.email ?? "";
  const here = await signedIn(email, PASSWORD);
  const there = await signedIn(email, PASSWORD);
  await there.rpc.session.switchOrganization.mutate({ organizationId: contoso });
  await here.rpc.profile.changePassword.mutate({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD });
  const told = await rows<{ actor: string; subject: string; detail: string }>(
    `SELECT actor_name AS actor, subject_name AS subject, detail FROM activity
     WHERE organization_id = ? AND action = 'token.revoked' ORDER BY at DESC, id LIMIT 1`,
    contoso,
  );
  expect(told).toEqual([
    {
      actor: "Mei at Contoso",
      subject: "Mei at Contoso",
      detail: JSON.stringify({ kind: "session", by: "owner", because: "password-changed" }),
    },
  ]);
  expect(await count("activity WHERE organization_id = ? AND actor_name = 'Mei at Northwind'", contoso)).toBe(
    0,
  );
});
