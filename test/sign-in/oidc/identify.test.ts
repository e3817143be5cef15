import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { begin } from "../../../worker/sign-in/oidc/authorization.ts";
import { identify } from "../../../worker/sign-in/oidc/identify.ts";
import { KnownProviders, type Outside } from "../../../worker/sign-in/oidc/outside.ts";
import { randomBytes } from "../../factories/random-bytes.ts";
import { type StubProvider, stubProvider } from "../../factories/stub-provider.ts";

const redirectUri = "https://latchkey.test/sign-in/callback";

let template: StubProvider;
let provider: StubProvider;
let outside: Outside;

beforeAll(async () => {
  template = await stubProvider();
});

beforeEach(() => {
  provider = template;
  Object.assign(provider, { claims: {}, metadata: {}, userInfo: null, forges: false, asked: [] });
  provider.answers.clear();
  outside = { fetch: provider.fetch, isLocal: false, known: new KnownProviders(), now: Date.now };
});

type Bent = {
  parameters?: (right: URLSearchParams) => void;
  claims?: Record<string, unknown>;
  proves?: boolean;
};

/** A sign-in from its beginning to the person that the provider names. */
async function signedIn({ parameters: bend = () => {}, claims, proves = false }: Bent = {}) {
  const { url, begun } = await begin(
    provider,
    { redirectUri, proves, state: "state", at: outside.now() },
    outside,
    randomBytes,
  );
  const parameters = provider.signIn(url, claims);
  bend(parameters);
  const identity = await identify(provider, { parameters, redirectUri, begun, proves }, outside);
  return { url: new URL(url), identity };
}

const refused = (problem: string) => expect.objectContaining({ problem });

describe("a sign-in by OpenID Connect", () => {
  it("asks with PKCE, state and nonce, and says who it is", async () => {
    const claims = { email: "mei@northwind.example", email_verified: true, name: "Mei" };
    const { url, identity } = await signedIn({ claims });
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      client_id: "latchkey",
      redirect_uri: redirectUri,
      code_challenge_method: "S256",
      state: "state",
      nonce: expect.stringMatching(/^\w{43}$/),
    });
    expect(url.searchParams.has("prompt")).toBe(false);
    expect(identity).toEqual({
      issuer: "https://id.example",
      subject: "sub-1",
      email: "mei@northwind.example",
      emailVerified: true,
      name: "Mei",
      authenticatedAt: null,
    });
    expect(provider.authorization).toMatch(/^Basic /);
  });

  it("sends the secret in the form where the provider takes it there alone", async () => {
    provider.metadata = { token_endpoint_auth_methods_supported: ["client_secret_post"] };
    await signedIn();
    expect(provider.form.get("client_secret")).toBe("stub client secret");
    expect(provider.authorization).toBeNull();
  });

  it("asks for the address where the ID token has none", async () => {
    provider.userInfo = { sub: "sub-1", email: "mei@northwind.example", email_verified: true };
    expect((await signedIn()).identity).toMatchObject({
      email: "mei@northwind.example",
      emailVerified: true,
    });
    provider.userInfo = { sub: "sub-2", email: "boss@northwind.example", email_verified: true };
    await expect(signedIn()).rejects.toEqual(refused("metadata-invalid"));
  });

  it("describes a provider once, and fetches its keys each time", async () => {
    await signedIn();
    await provider.rotateKeys();
    await signedIn();
    const asked = (path: string) => provider.asked.filter((one) => one === `GET ${path}`).length;
    expect(asked("/.well-known/openid-configuration")).toBe(1);
    expect(asked("/keys")).toBe(2);
  });

  it.each<[problem: string, bent: () => Bent | undefined]>([
    ["token-invalid", () => ({ parameters: (right) => right.set("state", "another") })],
    ["issuer-mixed", () => ({ parameters: (right) => right.set("iss", "https://other.example") })],
    ["provider-refused", () => ({ parameters: (right) => right.set("error", "access_denied") })],
    ["code-refused", () => ({ parameters: (right) => right.set("code", "replayed") })],
    ["token-nonce", () => ({ claims: { nonce: "another" } })],
    ["token-invalid", () => ({ claims: { sub: "" } })],
    ["token-invalid", () => ({ claims: { sub: "s".repeat(256) } })],
    ["token-issuer", () => ({ claims: { iss: "https://other.example" } })],
    ["token-audience", () => ({ claims: { aud: "another" } })],
    ["token-audience", () => ({ claims: { aud: ["latchkey", "another"], azp: "another" } })],
    ["token-expired", () => ({ claims: { exp: Math.floor(Date.now() / 1000) - 120 } })],
    ["token-expired", () => ({ claims: { nbf: Math.floor(Date.now() / 1000) + 120 } })],
    ["auth-time-missing", () => ({ proves: true })],
    [
      "auth-time-missing",
      () => ({ proves: true, claims: { auth_time: Math.floor(Date.now() / 1000) - 3600 } }),
    ],
    ["token-signature", () => void Object.assign(provider, { forges: true })],
    [
      "issuer-mixed",
      () => {
        provider.metadata = { authorization_response_iss_parameter_supported: true };
        return { parameters: (right) => right.delete("iss") };
      },
    ],
    [
      "metadata-invalid",
      () => void Object.assign(provider, { metadata: { issuer: "https://other.example" } }),
    ],
    ["metadata-invalid", () => void Object.assign(provider, { metadata: { token_endpoint: undefined } })],
    [
      "address-refused",
      () => void Object.assign(provider, { metadata: { token_endpoint: "https://10.0.0.7/token" } }),
    ],
    [
      "address-refused",
      () => void Object.assign(provider, { metadata: { jwks_uri: "http://id.example/keys" } }),
    ],
    [
      "address-refused",
      () => void Object.assign(provider, { metadata: { authorization_endpoint: "javascript:alert(1)" } }),
    ],
    [
      "address-refused",
      () => void answer("/.well-known/openid-configuration", Response.redirect("https://id.example/x")),
    ],
    [
      "metadata-invalid",
      () => void answer("/.well-known/openid-configuration", new Response("x".repeat(600_000))),
    ],
    ["metadata-invalid", () => void answer("/.well-known/openid-configuration", new Response("<html>"))],
    ["provider-silent", () => void answer("/token", new Response(null, { status: 503 }))],
    ["provider-silent", () => void answer("/keys", new Response(null, { status: 502 }))],
    [
      "client-refused",
      () => void answer("/token", Response.json({ error: "invalid_client" }, { status: 400 })),
    ],
    [
      "token-invalid",
      () => void answer("/token", Response.json({ access_token: "a", token_type: "Bearer" })),
    ],
  ])("is refused: %s", async (problem, bend) => {
    await expect(signedIn(bend())).rejects.toEqual(refused(problem));
  });

  it("takes a proof that was given since it was begun", async () => {
    const auth_time = Math.floor(Date.now() / 1000);
    const { url, identity } = await signedIn({ proves: true, claims: { auth_time } });
    expect(url.searchParams.get("prompt")).toBe("login");
    expect(url.searchParams.get("max_age")).toBe("0");
    expect(identity.authenticatedAt).toBe(auth_time * 1000);
  });

  it("waits for ten seconds in all, and no longer", async () => {
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort("too slow"));
    outside.fetch = (_, init) => Promise.reject((init as RequestInit).signal?.reason);
    await expect(signedIn()).rejects.toEqual(refused("provider-silent"));
    expect(timeout).toHaveBeenCalledWith(10_000);
  });

  it("reaches a provider on this machine only where Latchkey is on it too", async () => {
    const local = await stubProvider("http://localhost:4000");
    const asked = { redirectUri, proves: false, state: "state", at: outside.now() };
    const begun = (isLocal: boolean) =>
      begin(local, asked, { ...outside, fetch: local.fetch, isLocal }, randomBytes);
    await expect(begun(false)).rejects.toEqual(refused("address-refused"));
    expect((await begun(true)).url).toContain("http://localhost:4000/authorize?");
  });

  function answer(path: string, response: Response): void {
    provider.answers.set(path, () => response);
  }
});
