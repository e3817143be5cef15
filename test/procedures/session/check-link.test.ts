import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { connect } from "../../../db/connect.ts";
import { saveLink } from "../../../db/sign-in/one-time-links.ts";
import { generateLink, type LinkPurpose } from "../../../worker/domain/users/one-time-link.ts";
import { isolate } from "../../factories/isolate.ts";
import { randomBytes } from "../../factories/random-bytes.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { origin } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

/** A link that somebody without a password holds. */
async function linkOf(purpose: LinkPurpose, expiresAt = Date.now() + 60_000) {
  const { member, organization } = await scenario().withOrganization().withMember().written();
  const { id: userId, email } = member.user;
  await rows("UPDATE user SET password_hash = NULL WHERE id = ?", userId);
  const { id, plain } = generateLink(randomBytes);
  const organizationId = purpose === "invitation" ? organization.id : null;
  const times = { createdAt: 0, expiresAt };
  await saveLink(connect(env.DB), {
    id,
    userId,
    organizationId,
    purpose,
    hash: await plain.hash(),
    ...times,
  });
  return { link: plain.reveal(), userId, email };
}

const { checkLink } = isolate().anonymous({ origin }).rpc.session;

const invalid = { code: "BAD_REQUEST", reason: "link-invalid", field: "link" };

test.each(["invitation", "password-reset"] as const)(
  "whoever holds a link of the purpose %s is told whose it is, and it is not used up",
  async (purpose) => {
    const { link, email, userId } = await linkOf(purpose);
    for (let times = 0; times < 2; times++)
      expect(await checkLink.mutate({ link })).toEqual({ purpose, email });
    expect(await count("one_time_link WHERE user_id = ?", userId)).toBe(1);
  },
);

test("a link is invalid when its time is over, where its secret is another, and where there is none", async () => {
  const { link: over } = await linkOf("password-reset", Date.now() - 1);
  const { link } = await linkOf("password-reset");
  const other = link.slice(0, -1) + (link.endsWith("0") ? "1" : "0");
  for (const tried of [over, other, link.slice(1), "", "x".repeat(101)])
    expect(await refusalOf(checkLink.mutate({ link: tried }))).toEqual(invalid);
});

test("an invitation is needless for who has a password by now; a reset is not", async () => {
  for (const purpose of ["invitation", "password-reset"] as const) {
    const { link, userId, email } = await linkOf(purpose);
    await rows("UPDATE user SET password_hash = '$scrypt$of somebody' WHERE id = ?", userId);
    if (purpose === "password-reset") expect(await checkLink.mutate({ link })).toEqual({ purpose, email });
    else expect(await refusalOf(checkLink.mutate({ link }))).toEqual({ ...invalid, reason: "link-needless" });
  }
});
