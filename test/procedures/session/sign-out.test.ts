import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { unreachable, watchedDatabase } from "../../factories/watched.ts";

test("without a session there is nothing to end, which is no mistake", async () => {
  const { anonymous } = isolate();
  const answer = await anonymous({ origin: "https://latchkey.test" }).post("/trpc/session.signOut", {});
  expect(answer.status).toBe(200);
});

test("while D1 is out of reach nobody is told that they signed out", async () => {
  const { member } = await scenario().withOrganization().withMember().written();
  let broken = false;
  const { database } = watchedDatabase(env.DB, () => (broken ? unreachable() : undefined));
  const { signedIn } = isolate({ DB: database });
  const { post, rpc } = await signedIn(member.user.email ?? "");
  broken = true;
  const answer = await post("/trpc/session.signOut", {});
  expect(answer.status).toBe(503);
  expect(answer.headers.getSetCookie()).toEqual([]);
  broken = false;
  expect(await rpc.session.current.query()).not.toBeNull();
});
