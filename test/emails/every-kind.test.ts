import { expect, it } from "vitest";
import type { Notice } from "../../worker/domain/notices.ts";
import { render } from "../../worker/emails/render.ts";

const NOON = Date.UTC(2026, 10, 28, 12);
const AT_NORTHWIND = { organization: "Northwind Labs", origin: "https://keys.example" };
const TOKEN = { name: "Nightly build", prefix: "lk_3fA9xQ2LmZ7p" };
const BY_ADMINISTRATOR = { organization: "Northwind Labs", administrator: "Samuel Okafor" };
const NEVER_USED = { ...TOKEN, lastUsedAt: null, lastUsed: null };

/** A mail of every kind: a missing one is a type error. */
const EVERY_KIND: { [Kind in Notice["kind"]]: Notice & { kind: Kind } } = {
  "tokens-revoked": {
    ...BY_ADMINISTRATOR,
    kind: "tokens-revoked",
    sessions: 1,
    apiTokens: 1,
    named: [TOKEN],
  },
  invitation: {
    ...AT_NORTHWIND,
    kind: "invitation",
    userId: "usr_1",
    organizationId: "org_1",
    invitedBy: "Samuel Okafor",
  },
  "token-suspended": { ...BY_ADMINISTRATOR, kind: "token-suspended", token: TOKEN, until: null },
  "token-resumed": { ...BY_ADMINISTRATOR, kind: "token-resumed", token: TOKEN, until: null },
  "tokens-expiring": {
    ...AT_NORTHWIND,
    kind: "tokens-expiring",
    tokens: [{ ...NEVER_USED, id: "3fA9xQ2LmZ7p", serviceUser: null, expiresAt: NOON }],
    others: 0,
  },
  "tokens-idle": {
    ...AT_NORTHWIND,
    kind: "tokens-idle",
    serviceUser: null,
    tokens: [NEVER_USED],
    suspendedFrom: NOON,
  },
  "passkey-added": { kind: "passkey-added", name: "Laptop", at: NOON },
  "passkey-removed": { kind: "passkey-removed", name: "Laptop", at: NOON },
  "password-reset": { kind: "password-reset", userId: "usr_1", origin: "https://keys.example" },
  "database-restored": {
    kind: "database-restored",
    organization: "Northwind Labs",
    from: null,
    to: NOON,
    revokedAgain: 0,
  },
  "break-glass": {
    kind: "break-glass",
    organization: "Northwind Labs",
    member: "Mei Tanaka",
    how: "with a password",
    clientAddress: "192.0.2.1",
    at: NOON,
  },
  "provider-required-off": { kind: "provider-required-off", organization: "Northwind Labs", at: NOON },
  alarm: { kind: "alarm", what: "mail-stuck", at: NOON },
  test: { kind: "test", at: NOON },
};

it.each(Object.values(EVERY_KIND))(
  "the mail $kind is whole sentences, with nothing left open",
  async (notice) => {
    const link = { url: "https://keys.example/set-password#link", setsPassword: true };
    // As the outbox stores it.
    const kept: Notice = JSON.parse(JSON.stringify(notice));
    const { subject, text, html } = await render(kept, async () => link, NOON);
    expect(subject).toMatch(/^\S.{5,150}$/);
    expect(subject).not.toMatch(/[.:]$/);
    for (const words of [subject, text, html]) {
      expect(words).not.toMatch(/\b(undefined|null|NaN|Invalid Date)\b|\[object |[{}]/);
    }
    for (const paragraph of text.trim().split("\n\n"))
      expect(paragraph).toMatch(/[.:]$|: npm run \S.*$|^ {2}- |:\nhttps:\S+$/);
  },
);
