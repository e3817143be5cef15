import { describe, expect, it } from "vitest";
import type { Notice } from "../../worker/domain/notices.ts";
import { render } from "../../worker/emails/render.ts";

const noLink = async () => {
  throw new Error("this notice has no link");
};

const revoked = (more: Partial<Extract<Notice, { kind: "tokens-revoked" }>> = {}): Notice => ({
  kind: "tokens-revoked",
  organization: "Northwind Labs",
  administrator: "Samuel Okafor",
  sessions: 0,
  apiTokens: 1,
  named: [{ name: "Nightly build", prefix: "lk_3fA9xQ2LmZ7p" }],
  ...more,
});

describe("the mail of a revocation", () => {
  it("names the administrator, the organization and the token by its prefix", async () => {
    const { subject, text } = await render(revoked(), noLink, 0);
    expect(subject).toBe("Samuel Okafor ended 1 API token of yours at Northwind Labs");
    expect(text).toContain("Nightly build (lk_3fA9xQ2LmZ7p)");
  });

  it("counts what it does not name", async () => {
    const { subject, text } = await render(revoked({ sessions: 2, apiTokens: 500 }), noLink, 0);
    expect(subject).toContain("500 API tokens and 2 sessions");
    expect(text).toContain("and 499 more API tokens");
  });

  it("shows markup in a name and never obeys it", async () => {
    const name = `<img src=x onerror="alert('1')">&`;
    const { html } = await render(revoked({ named: [{ name, prefix: "lk_x" }] }), noLink, 0);
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;");
    expect(html).not.toContain("<img");
  });

  it("keeps a subject on one line", async () => {
    const { subject } = await render(revoked({ administrator: "Eve\r\nBcc: all@example.com" }), noLink, 0);
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe("mail to whoever runs it", () => {
  it.each(["database-full", "mail-stuck", "cron-stood"] as const)(
    "of the alarm %s says since when, and where more is",
    async (what) => {
      const { subject, text } = await render(
        { kind: "alarm", what, at: Date.UTC(2026, 10, 28, 9) },
        noLink,
        0,
      );
      expect(subject).toContain("Latchkey");
      expect(text).toContain("2026-11-28 09:00 UTC");
      expect(text).toContain("npm run doctor");
    },
  );

  it("that tests says what it is", async () => {
    const { subject } = await render({ kind: "test", at: 0 }, noLink, 0);
    expect(subject).toBe("Latchkey's mail arrives");
  });
});

describe("the mail of a restore", () => {
  const restored = { kind: "database-restored", organization: "Northwind Labs" } as const;

  it("says the time span, what was ended again, and what to look at", async () => {
    const [from, to] = [Date.UTC(2026, 10, 28, 9, 0), Date.UTC(2026, 10, 28, 20, 15)];
    const { subject, text } = await render({ ...restored, from, to, revokedAgain: 2 }, noLink, 0);
    expect(subject).toBe("The database behind Northwind Labs was put back to an earlier point");
    expect(text).toContain("between 2026-11-28 09:00 UTC and 2026-11-28 20:15 UTC");
    expect(text).toContain("2 revoked tokens and ended sessions of your organization came back");
    expect(text).toContain("passwords that were changed");
  });

  it("says so where nothing came back, and where nothing tells since when", async () => {
    const { text } = await render({ ...restored, from: null, to: 0, revokedAgain: 0 }, noLink, 0);
    expect(text).toContain("an unknown moment");
    expect(text).toContain("No revoked token or ended session of your organization came back.");
  });
});

describe("the mail of a one-time link", () => {
  const url = "https://latchkey.test/set-password#abc";

  it.each([
    { kind: "password-reset", userId: "usr_1", origin: "https://latchkey.test" },
    {
      kind: "invitation",
      userId: "usr_1",
      organizationId: "org_1",
      organization: "Northwind Labs",
      invitedBy: "Samuel Okafor",
      origin: "https://latchkey.test",
    },
  ] as const)("$kind carries the link in text and HTML", async (notice) => {
    const { text, html } = await render(notice, async () => ({ url, setsPassword: true }), 0);
    expect(text).toContain(`\n${url}\n`);
    expect(html).toContain(`href="${url}"`);
  });
});

describe("the mail of expiries", () => {
  const token = {
    id: "3fA9xQ2LmZ7p",
    name: "Nightly build",
    prefix: "lk_3fA9xQ2LmZ7p",
    serviceUser: null,
    expiresAt: Date.parse("2026-12-01T10:00:00Z"),
    lastUsedAt: Date.parse("2026-11-27T09:00:00Z"),
    lastUsed: { method: "GET", path: "/reports" },
  };
  const expiring = (
    more: {
      expiresAt?: number;
      lastUsedAt?: number | null;
      lastUsed?: null;
      serviceUser?: { id: string; name: string; mayOpen?: boolean };
    },
    others = 0,
  ): Notice => ({
    kind: "tokens-expiring",
    organization: "Northwind Labs",
    tokens: [{ ...token, ...more }],
    others,
    origin: "https://keys.example",
  });
  const now = Date.parse("2026-11-28T00:00:00Z");

  it("names each token with its last use, and where it is rotated", async () => {
    const { subject, text } = await render(expiring({}), noLink, now);
    expect(subject).toBe("1 API token at Northwind Labs will soon expire");
    expect(text).toContain(
      "Nightly build (lk_3fA9xQ2LmZ7p) expires Tue, 01 Dec 2026 10:00:00 GMT; last used Fri, 27 Nov 2026 09:00:00 GMT by GET /reports. Rotate it: https://keys.example/settings/api-tokens?name=lk_3fA9xQ2LmZ7p&dialog=rotate&of=3fA9xQ2LmZ7p",
    );
    expect(text).toContain("is refused from the moment it expires");
  });

  it("leads whoever may open it to a service user's token, and tells others whom to ask", async () => {
    const service = { id: "usr_000000000001", name: "nightly-export" };
    const mailOf = async (mayOpen?: boolean) =>
      (await render(expiring({ serviceUser: { ...service, mayOpen } }), noLink, now)).text;
    expect(await mailOf(true)).toContain("Rotate it: https://keys.example/account/api-tokens?q=");
    for (const text of [await mailOf(false), await mailOf()]) {
      expect(text).toContain("Ask a superuser to rotate it.");
      expect(text).not.toContain("https://");
    }
  });

  it("leads to idle tokens of a service user only where they may be opened", async () => {
    const mailOf = async (mayOpen: boolean) => {
      const serviceUser = { id: "usr_000000000001", name: "nightly-export", mayOpen };
      const idle: Notice = {
        kind: "tokens-idle",
        organization: "Northwind Labs",
        serviceUser,
        tokens: [{ name: "Nightly build", prefix: "lk_3fA9xQ2LmZ7p", lastUsedAt: null }],
        others: 2,
        suspendedFrom: now,
        origin: "https://keys.example",
      };
      const { subject, text } = await render(idle, noLink, now);
      expect(subject).toContain("3 API tokens");
      expect(text).toContain("and 2 more");
      return text;
    };
    expect(await mailOf(true)).toContain("https://keys.example/account/users/usr_000000000001");
    expect(await mailOf(false)).toContain("ask one.");
    expect(await mailOf(false)).not.toContain("https://");
  });

  it("says what has expired, and counts what it does not name", async () => {
    const { subject, text } = await render(
      expiring({ expiresAt: now - 1, lastUsedAt: null, lastUsed: null }, 3),
      noLink,
      now,
    );
    expect(subject).toBe("4 API tokens at Northwind Labs will soon expire");
    expect(text).toContain("expired Fri, 27 Nov 2026 23:59:59 GMT; never used");
    expect(text).toContain("and 3 more");
  });
});
