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
    const { subject, text } = await render(revoked(), noLink);
    expect(subject).toBe("Samuel Okafor ended 1 API token of yours at Northwind Labs");
    expect(text).toContain("Nightly build (lk_3fA9xQ2LmZ7p)");
  });

  it("counts what it does not name", async () => {
    const { subject, text } = await render(revoked({ sessions: 2, apiTokens: 500 }), noLink);
    expect(subject).toContain("500 API tokens and 2 sessions");
    expect(text).toContain("and 499 more API tokens");
  });

  it("shows markup in a name and never obeys it", async () => {
    const name = `<img src=x onerror="alert('1')">&`;
    const { html } = await render(revoked({ named: [{ name, prefix: "lk_x" }] }), noLink);
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;");
    expect(html).not.toContain("<img");
  });

  it("keeps a subject on one line", async () => {
    const { subject } = await render(revoked({ administrator: "Eve\r\nBcc: all@example.com" }), noLink);
    expect(subject).not.toMatch(/[\r\n]/);
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
    const { text, html } = await render(notice, async () => ({ url, setsPassword: true }));
    expect(text).toContain(`\n${url}\n`);
    expect(html).toContain(`href="${url}"`);
  });
});
