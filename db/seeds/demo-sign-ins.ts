import type { D1Database } from "@cloudflare/workers-types";
import { eq } from "drizzle-orm";
import type { RandomBytes } from "../../worker/domain/base62.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../worker/domain/durations.ts";
import { newIdentifier } from "../../worker/domain/identifiers.ts";
import type { Way } from "../../worker/domain/sign-in/way.ts";
import { generateToken } from "../../worker/domain/tokens/token.ts";
import { recordActivity } from "../commit.ts";
import { batch, build, connect } from "../connect.ts";
import { insertPasskey, usePasskey } from "../sign-in/passkeys.ts";
import { membership } from "../tables/membership.ts";
import { token } from "../tables/token.ts";
import { user } from "../tables/user.ts";
import { insertToken } from "../tokens/changes.ts";

const WHO = "super@northwind.example";
const LIVES_MS = 30 * DAY_MS;
const PASSKEY = { name: "Samuel's phone", agoMs: 61 * DAY_MS, usedAgoMs: 26 * HOUR_MS };

type SignIn = { way: Way; agoMs: number; usedAgoMs: number; userAgent: string; clientAddress: string };

/** Sign-ins from three devices, each in a different way. */
const SIGN_INS: readonly SignIn[] = [
  {
    way: "password",
    agoMs: 4 * DAY_MS,
    usedAgoMs: 12 * MINUTE_MS,
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    clientAddress: "192.0.2.44",
  },
  {
    way: "passkey",
    agoMs: PASSKEY.usedAgoMs,
    usedAgoMs: 25 * HOUR_MS,
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    clientAddress: "198.51.100.7",
  },
  {
    way: "link",
    agoMs: 19 * DAY_MS,
    usedAgoMs: 3 * DAY_MS,
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
    clientAddress: "192.0.2.51",
  },
];

/** Samuel's sessions and his passkey. Nothing can open them: secret and key are thrown away. */
export async function seedDemoSignIns(
  d1: D1Database,
  now: number,
  { tokenPrefix, randomBytes }: { tokenPrefix: string; randomBytes: RandomBytes },
): Promise<void> {
  const database = connect(d1);
  const [person] = await database
    .select({
      organizationId: membership.organizationId,
      userId: membership.userId,
      name: membership.name,
    })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(eq(user.email, WHO));
  if (!person) return;
  const { organizationId, userId, name } = person;
  const who = { id: userId, name };
  const told = { organizationId, actor: who, subject: who, token: null };
  const passkeyId = newIdentifier("passkey", randomBytes);
  const passkey = {
    id: passkeyId,
    userId,
    name: PASSKEY.name,
    credentialId: randomBytes(20),
    publicKey: await publicKey(),
    counter: 0,
    isBackedUp: true,
    transports: ["internal", "hybrid"],
    createdAt: now - PASSKEY.agoMs,
  };
  const sessions = await Promise.all(
    SIGN_INS.map(async ({ way, agoMs, usedAgoMs, userAgent, clientAddress }) => {
      const { id, plain } = generateToken("session", tokenPrefix, randomBytes);
      const at = now - agoMs;
      const opened = { way, provedAt: at };
      const life = { createdAt: at, expiresAt: at + LIVES_MS };
      const hash = await plain.hash();
      const from = { userAgent, clientAddress };
      return [
        insertToken(person, { id, kind: "session", name: "", hash, scopes: null, ...life, opened, ...from }),
        build
          .update(token)
          .set({ lastUsedAt: now - usedAgoMs, lastUsedMethod: "GET", lastUsedPath: "/trpc/tokens.list" })
          .where(eq(token.id, id)),
        recordActivity({ action: "session.signed-in", detail: { way, ...from }, ...told, at }),
      ];
    }),
  );
  await batch(database, [
    insertPasskey(passkey, 1),
    usePasskey(passkeyId, { counter: 0, isBackedUp: true, at: now - PASSKEY.usedAgoMs }),
    recordActivity({
      action: "passkey.added",
      detail: { name: PASSKEY.name },
      ...told,
      at: passkey.createdAt,
    }),
    ...sessions.flat(),
  ]);
}

/** The public key of a pair whose private key is stored nowhere: ES256, as a COSE key (RFC 9053 §7.1.1). */
async function publicKey(): Promise<Uint8Array> {
  const pair = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const point = new Uint8Array((await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer);
  const head = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20];
  return Uint8Array.from([...head, ...point.slice(1, 33), 0x22, 0x58, 0x20, ...point.slice(33)]);
}
