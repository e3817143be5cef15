import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { unreachable, watchedDatabase } from "../../factories/watched.ts";
import { bearer, origin, signedIn, withDemo } from "../../world/in-workerd.ts";

beforeAll(withDemo);

const OLD = "northwind demo passphrase";
const NEW = "violet kettle runs uphill";

describe("profile.changePassword", () => {
  it("asks the current one, ends the other sessions, keeps this one and the API tokens", async () => {
    const email = "super@northwind.example";
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const { token } = await here.rpc.tokens.create.mutate({ name: "stays" });
    await expect(
      here.rpc.profile.changePassword.mutate({ currentPassword: "wrong", newPassword: NEW }),
    ).rejects.toMatchObject({
      data: { code: "BAD_REQUEST", reason: "password-wrong", field: "currentPassword" },
    });
    expect(await here.rpc.profile.changePassword.mutate({ currentPassword: OLD, newPassword: NEW })).toEqual({
      endedSessions: 1,
    });
    expect(await here.rpc.session.current.query()).not.toBeNull();
    expect(await there.rpc.session.current.query()).toBeNull();
    expect((await bearer(token).fetch("/api/v1/me")).status).toBe(200);
    await expect(signedIn(email)).rejects.toThrow("401");
    await signedIn(email, NEW);
  });

  it("is one with the end of the other sessions: where D1 fails nothing has changed", async () => {
    const { member } = await scenario().withOrganization().withMember().written();
    const email = member.user.email as string;
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const { database } = watchedDatabase(env.DB, (sql) => {
      if (sql.includes("DELETE FROM token")) unreachable();
    });
    const answer = await isolate({ DB: database })
      .anonymous({ origin, cookie: here.cookie })
      .post("/trpc/profile.changePassword", { currentPassword: OLD, newPassword: NEW });
    expect(answer.status).toBe(503);
    expect(await there.rpc.session.current.query()).not.toBeNull();
    await signedIn(email, OLD);
  });

  it("of two changes at one moment one holds", async () => {
    const email = "partner@fabrikam.example";
    const clients = [await signedIn(email), await signedIn(email)];
    const outcomes = await Promise.allSettled(
      clients.map((client, nth) =>
        client.rpc.profile.changePassword.mutate({ currentPassword: OLD, newPassword: `${NEW} ${nth}` }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("counts wrong tries with those of signing in", async () => {
    const email = "boss@fabrikam.example";
    const client = await signedIn(email);
    for (let nth = 0; nth < 10; nth++) {
      const answer = await client.post("/trpc/profile.changePassword", {
        currentPassword: "no",
        newPassword: NEW,
      });
      expect(answer.status).toBe(400);
    }
    const answer = await client.post("/trpc/profile.changePassword", {
      currentPassword: OLD,
      newPassword: NEW,
    });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
