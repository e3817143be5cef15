import { expect, test } from "vitest";
import { forgedWithId } from "../../factories/never-issued.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const detailOf = async (answer: Response) => ((await answer.json()) as { detail: string }).detail;

test("its owner suspends a token, and whoever holds it is told", async () => {
  const { member, tokens, here, statusOf, sentences } = await team();
  const { id, text } = tokens.member;
  expect(await member.tokens.suspend.mutate({ id })).toEqual({ id });
  expect(await statusOf(text)).toBe(401);
  expect(await detailOf(await here.bearer(text).fetch("/api/v1/me"))).toBe(
    "The token is suspended by its owner until somebody resumes it.",
  );
  const [item] = (await member.tokens.list.query({})).items;
  expect(item).toMatchObject({ state: "suspended", suspended: { until: null, by: "owner" } });
  expect((await sentences(1))[0]).toMatch(/^Mei Tanaka suspended their API token “Nightly build”/);
});

test("it resumes by itself at the instant that was said, with no job", async () => {
  const { member, tokens, statusOf } = await team();
  const { id, text } = tokens.member;
  const until = new Date(Date.now() + 1_500).toISOString();
  await member.tokens.suspend.mutate({ id, until });
  expect(await statusOf(text)).toBe(401);
  await expect.poll(() => statusOf(text)).toBe(200);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
});

test("not into the past, not for over a year, and nobody else's", async () => {
  const { member, superuser, tokens, statusOf } = await team();
  const { id, text } = tokens.member;
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const suspend = (until: string) => refusalOf(member.tokens.suspend.mutate({ id, until }));
  expect(await suspend(inDays(-1))).toMatchObject({ reason: "until-past", field: "until" });
  expect(await suspend(inDays(367))).toMatchObject({ reason: "until-too-far", field: "until" });
  expect(await refusalOf(superuser.tokens.suspend.mutate({ id }))).toEqual({
    code: "NOT_FOUND",
    reason: "token-unknown",
  });
  expect(await statusOf(text)).toBe(200);
});

test("over REST, by a superuser's token", async () => {
  const { here, tokens, statusOf } = await team();
  const { id, text } = tokens.member;
  const admin = here.bearer(tokens.superuser.text);
  const path = `/api/v1/organization/tokens/${id}/suspension`;
  const put = (body: object) =>
    admin.fetch(path, {
      method: "PUT",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  expect((await put({ until: "tomorrow" })).status).toBe(422);
  expect((await put({ until: new Date(0).toISOString() })).status).toBe(422);
  expect((await put({ until: new Date(Date.now() + 60_000).toISOString() })).status).toBe(204);
  expect(await statusOf(text)).toBe(401);
  const list = await admin.fetch("/api/v1/organization/tokens");
  const { items } = (await list.json()) as { items: { id: string; state: string }[] };
  expect(items.find((one) => one.id === id)?.state).toBe("suspended");
  expect((await admin.fetch(path, { method: "DELETE" })).status).toBe(204);
  expect(await statusOf(text)).toBe(200);
});

test("a stranger is told nothing of it", async () => {
  const { member, tokens, here } = await team();
  const { id } = tokens.member;
  await member.tokens.suspend.mutate({ id });
  const answer = await here.bearer(forgedWithId(id)).fetch("/api/v1/me");
  expect(await detailOf(answer)).toBe("The token is not valid.");
});
