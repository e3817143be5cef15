import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../worker/app.ts";
import { generateToken } from "../../worker/domain/tokens/token.ts";
import { appRouter } from "../../worker/procedures/router.ts";
import { BEFORE_SIGNING_IN } from "../change/mutations.ts";
import { membersByEmail } from "../factories/members.ts";
import type { SignedInClient } from "../world/clients.ts";
import { anonymous, bearer, origin, signedIn, withDemo } from "../world/in-workerd.ts";
import { call } from "./call.ts";
import { type Named, UNKNOWN } from "./named.ts";
import { PROCEDURES } from "./procedures.ts";
import { ROUTES } from "./routes.ts";

const ROLES = ["master", "super", "member"] as const;

let clients: Record<(typeof ROLES)[number], SignedInClient>;
let own: Record<(typeof ROLES)[number], string>;
let foreign: Named;
let unknown: Named;

beforeAll(async () => {
  await withDemo();
  clients = {
    master: await signedIn("master@northwind.example"),
    super: await signedIn("super@northwind.example"),
    member: await signedIn("member@northwind.example"),
  };
  const made = await Promise.all(
    ROLES.map(async (role) => [role, await clients[role].rpc.tokens.create.mutate({ name: role })] as const),
  );
  own = Object.fromEntries(made.map(([role, { token }]) => [role, token])) as typeof own;
  foreign = await ofFabrikam();
  unknown = { ...UNKNOWN, token: generateToken("api", "lk", randomBytes).plain.reveal() };
});

async function ofFabrikam(): Promise<Named> {
  const boss = await signedIn("boss@fabrikam.example");
  const group = "Fabrikam only";
  const permission = "fabrikam:read";
  await boss.rpc.organization.defineGroup.mutate({ name: group });
  await boss.rpc.organization.definePermission.mutate({ key: permission, description: "Can read" });
  const { token, id: tokenId, organizationId } = await boss.rpc.tokens.create.mutate({ name: "Theirs" });
  const { id: serviceUserId } = await boss.rpc.team.addServiceUser.mutate({ name: "their bot" });
  const { items } = await boss.rpc.secondaryTokens.list.query();
  const sessionId = items.find(({ kind }) => kind === "session")?.id as string;
  const { boss: userId } = await membersByEmail(env.DB);
  return { organizationId, userId, serviceUserId, tokenId, sessionId, group, permission, token };
}

/** The time of each invitation, and of its end. */
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** Everything in an answer, except its time. */
async function told(answer: Response) {
  const headers = [...answer.headers].filter(([name]) => !["date", "set-cookie"].includes(name));
  return {
    status: answer.status,
    headers,
    cookies: answer.headers.getSetCookie().length,
    body: await answer.text(),
  };
}

/** Everything of another organization, to see that none of it was changed. */
async function fabrikam() {
  const tables = ["* FROM membership", "* FROM visibility_group", "id, name FROM token", "* FROM activity"];
  const rows = await env.DB.batch(
    tables.map((table) =>
      env.DB.prepare(`SELECT ${table} WHERE organization_id = ? ORDER BY 1, 2`).bind(foreign.organizationId),
    ),
  );
  return rows.map(({ results }) => results);
}

const named = Object.entries(PROCEDURES).flatMap(([name, input]) => (input ? [{ name, input }] : []));
const routes = Object.entries(ROUTES).flatMap(([route, asked]) => (asked ? [{ route, asked }] : []));

describe("another organization's ids are told apart from unknown ones by nobody", () => {
  describe.each(ROLES)("to a %s", (role) => {
    test.each(named)("$name", async ({ name, input }) => {
      const before = await fabrikam();
      const [theirs, nobodys] = [input(foreign), input(unknown)];
      const one = await told(await call(clients[role], name, theirs));
      const other = await told(await call(clients[role], name, nobodys));
      expect(one).toEqual(other);
      expect(await fabrikam()).toEqual(before);
    });

    test.each(routes)("$route", async ({ asked }) => {
      const before = await fabrikam();
      const answers = [foreign, unknown].map(async (ids) => {
        const { path, method, form, headers = {}, as } = asked(ids, own[role]);
        const client = as === "nobody" ? anonymous() : as === "signed-in" ? clients[role] : bearer(own[role]);
        const body = form && new URLSearchParams(form);
        return told(await client.fetch(path, { method: method ?? "GET", body, headers }));
      });
      const [one, other] = await Promise.all(answers);
      expect(one).toEqual(other);
      expect(one?.status).not.toBe(500);
      expect(await fabrikam()).toEqual(before);
    });
  });

  test("service users of another organization get no token either", async () => {
    const ask = (userId: string) => call(clients.master, "team.createToken", { userId, name: "X" });
    expect(await told(await ask(foreign.serviceUserId))).toEqual(
      await told(await ask(UNKNOWN.serviceUserId)),
    );
  });

  test("an address that is known elsewhere is invited like a new one", async () => {
    const invite = async (email: string) => {
      const answer = await clients.super.post("/trpc/team.addMember", { email, name: "New One" });
      const { headers, ...rest } = await told(answer);
      return {
        ...rest,
        body: rest.body
          .replaceAll(email, "E")
          .replace(/usr_[0-9A-Za-z]{12}/g, "U")
          .replace(TIME, "T"),
      };
    };
    expect(await invite("partner@fabrikam.example")).toEqual(await invite("nobody-yet@fabrikam.example"));
    const { results } = await env.DB.prepare(
      "SELECT recipient, json_remove(notice, '$.userId') AS notice FROM outbox WHERE notice ->> 'kind' = 'invitation' ORDER BY rowid",
    ).all<{ recipient: string; notice: string }>();
    expect(results.map(({ recipient }) => recipient)).toEqual([
      "partner@fabrikam.example",
      "nobody-yet@fabrikam.example",
    ]);
    expect(results[0]?.notice).toBe(results[1]?.notice);
  });
});

test("every procedure is in the table", () => {
  expect(Object.keys(PROCEDURES).sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
});

type Schema = { _zod: { def: { innerType?: Schema; shape?: object } } };
const TAKING = appRouter._def.procedures as unknown as Record<string, { _def: { inputs: Schema[] } }>;

/** The names of a procedure's input fields. */
function fieldsOf(name: string): string[] {
  const schemas = TAKING[name]?._def.inputs ?? [];
  return schemas.flatMap((schema) => {
    let { def } = schema._zod;
    while (def.innerType) ({ def } = def.innerType._zod);
    return Object.keys(def.shape ?? {});
  });
}

test("those that name nothing of an organization take no ids, but of one's own passkeys", () => {
  expect(fieldsOf("tokens.revokeMany")).toContain("ids");
  expect(fieldsOf("activity.list")).toContain("userId");
  const nothing = Object.keys(PROCEDURES).filter((name) => PROCEDURES[name] === null);
  const naming = nothing.filter((name) => fieldsOf(name).some((field) => /(^i|I)ds?$/.test(field)));
  expect(naming.sort()).toEqual(["passkeys.remove", "passkeys.rename"]);
});

test("nobody is answered who is not signed in, but about signing in", async () => {
  const open = [...BEFORE_SIGNING_IN, "passkeys.challenge", "session.current", "session.signOut"];
  const others = Object.entries(PROCEDURES).filter(([name]) => !open.includes(name));
  const statuses = others.map(async ([name, input]) => {
    const answer = await call(anonymous({ origin }), name, input?.(unknown));
    return [name, answer.status] as const;
  });
  const answered = (await Promise.all(statuses)).filter(([, status]) => status !== 401);
  expect(answered).toEqual([]);
});

test("every route is in the table", () => {
  const known = createApp()
    .routes.filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path}`);
  expect(known.filter((route) => !(route in ROUTES))).toEqual([]);
});
