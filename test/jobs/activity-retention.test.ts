import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { keepActivityFrom } from "../../db/activity/retention.ts";
import { record } from "../../db/commit.ts";
import { connect } from "../../db/connect.ts";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { isolate } from "../factories/isolate.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

const NOW = Date.now();
const SIGNED_IN = { userAgent: "Firefox", clientAddress: "192.0.2.7" };

/** An organization with a sign-in this many days ago, for each number. */
async function signedIn(...days: number[]): Promise<string> {
  const { organization, member } = await scenario().withOrganization().withMember().written();
  await record(
    connect(env.DB),
    days.map((ago) => ({
      action: "session.signed-in",
      detail: SIGNED_IN,
      organizationId: organization.id,
      actor: member.user,
      subject: member.user,
      token: null,
      at: NOW - ago * DAY_MS,
    })),
  );
  return organization.id;
}

const daysOf = async (id: string) =>
  (await rows<{ at: number }>("SELECT at FROM activity WHERE organization_id = ? ORDER BY at", id)).map(
    ({ at }) => Math.round((NOW - at) / DAY_MS),
  );

test("all activity is kept unless days are set, and then none that is newer goes", async () => {
  const [some, others] = [await signedIn(500, 401, 399, 1), await signedIn(402)];
  await isolate().everyNight();
  expect(await daysOf(some)).toEqual([500, 401, 399, 1]);
  await isolate({ ACTIVITY_RETENTION_DAYS: "400" }).everyNight();
  expect(await daysOf(some)).toEqual([399, 1]);
  expect(await daysOf(others)).toEqual([]);
});

test("what is kept cannot be deleted by hand, and once nothing is set no more than before", async () => {
  const id = await signedIn(50, 1);
  const remove = (where: string) => env.DB.prepare(`DELETE FROM activity WHERE ${where}`).run();
  await keepActivityFrom(connect(env.DB), NOW - 40 * DAY_MS);
  await expect(remove(`organization_id = '${id}'`)).rejects.toThrow("append-only");
  await isolate().everyNight();
  await expect(remove(`organization_id = '${id}' AND at < ${NOW - 40 * DAY_MS}`)).rejects.toThrow(
    "append-only",
  );
  expect(await daysOf(id)).toEqual([50, 1]);
});

test("from where somebody signed in is forgotten after 90 days, and nothing else of it", async () => {
  const id = await signedIn(91, 89);
  const [before] = await rows("SELECT * FROM activity WHERE organization_id = ? ORDER BY at", id);
  await isolate().everyNight();
  const [old, young] = await rows("SELECT * FROM activity WHERE organization_id = ? ORDER BY at", id);
  expect(old).toEqual({ ...before, detail: "{}" });
  expect(young).toMatchObject({ detail: JSON.stringify(SIGNED_IN) });
  for (const set of ["actor_name = 'x'", "detail = '{}'", "at = at"]) {
    await expect(
      env.DB.prepare(`UPDATE activity SET ${set} WHERE organization_id = ?`).bind(id).run(),
    ).rejects.toThrow("append-only");
  }
});

test("of an organization that is no more all of it may go", async () => {
  await env.DB.prepare(
    "INSERT INTO activity (id, organization_id, action, detail, at) VALUES ('act_left', 'org_gone', 'member.removed', '{}', ?)",
  )
    .bind(NOW)
    .run();
  await env.DB.prepare("DELETE FROM activity WHERE organization_id = 'org_gone'").run();
  expect(await count("activity WHERE organization_id = 'org_gone'")).toBe(0);
});
