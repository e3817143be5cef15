/** A small OpenID provider without a network, whose answers can be changed one at a time. */
export async function stubProvider(issuer = "https://id.example") {
  let key = await newKey("key-1");
  const provider = {
    issuer,
    clientId: "latchkey",
    clientSecret: "stub client secret",
    /** The ID token's claims, added to or in place of the right ones. */
    claims: {} as Record<string, unknown>,
    metadata: {} as Record<string, unknown>,
    userInfo: null as Record<string, unknown> | null,
    /** By path: an answer in place of the right one. */
    answers: new Map<string, () => Response | Promise<Response>>(),
    /** Signs with a key that is not published. */
    forges: false,
    /** Every request that came, as `METHOD path`. */
    asked: [] as string[],
    /** The last request to the token endpoint. */
    form: new URLSearchParams(),
    authorization: null as string | null,
    async rotateKeys() {
      key = await newKey(`key-${crypto.randomUUID()}`);
    },
    /** Signs in there, and returns what the browser is sent back with. */
    signIn(url: string, { sub = "sub-1", ...claims }: Record<string, unknown> = {}): URLSearchParams {
      const { searchParams } = new URL(url);
      const code = crypto.randomUUID();
      codes.set(code, {
        claims: { sub, nonce: searchParams.get("nonce"), ...claims },
        challenge: searchParams.get("code_challenge") ?? "",
        redirectUri: searchParams.get("redirect_uri") ?? "",
      });
      return new URLSearchParams({ code, state: searchParams.get("state") ?? "", iss: issuer });
    },
    async fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
      const request = new Request(input as RequestInfo, init);
      const url = new URL(request.url);
      if (url.origin !== new URL(issuer).origin) throw new TypeError(`nobody is at ${url.origin}`);
      provider.asked.push(`${request.method} ${url.pathname}`);
      const bent = provider.answers.get(url.pathname);
      if (bent) return bent();
      switch (url.pathname) {
        case "/.well-known/openid-configuration":
          return Response.json({
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/keys`,
            ...(provider.userInfo ? { userinfo_endpoint: `${issuer}/userinfo` } : {}),
            ...provider.metadata,
          });
        case "/keys":
          return Response.json({ keys: [key.published] });
        case "/userinfo":
          return Response.json(provider.userInfo);
        case "/token":
          return redeem(request);
      }
      return new Response(null, { status: 404 });
    },
  };
  type Given = { claims: Record<string, unknown>; challenge: string; redirectUri: string };
  const codes = new Map<string, Given>();

  async function redeem(request: Request): Promise<Response> {
    provider.form = new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()));
    provider.authorization = request.headers.get("authorization");
    const code = provider.form.get("code") ?? "";
    const given = codes.get(code);
    codes.delete(code);
    const verifier = new TextEncoder().encode(provider.form.get("code_verifier") ?? "");
    const challenge = base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", verifier)));
    if (given?.challenge !== challenge || given.redirectUri !== provider.form.get("redirect_uri")) {
      return Response.json({ error: "invalid_grant" }, { status: 400 });
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: provider.clientId,
      iat: now,
      exp: now + 300,
      ...given.claims,
      ...provider.claims,
    };
    return Response.json({
      access_token: "access",
      token_type: "Bearer",
      id_token: await signed(claims, provider.forges ? await newKey(key.published.kid as string) : key),
    });
  }
  return provider;
}

export type StubProvider = Awaited<ReturnType<typeof stubProvider>>;

export type SigningKey = Awaited<ReturnType<typeof newKey>>;

export async function newKey(kid: string) {
  const pair = (await crypto.subtle.generateKey(
    {
      name: "RSASSA-PKCS1-v1_5",
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: "SHA-256",
    },
    true,
    ["sign", "verify"],
  )) as CryptoKeyPair;
  const published = (await crypto.subtle.exportKey("jwk", pair.publicKey)) as JsonWebKey;
  return { secret: pair.privateKey, published: { ...published, kid, use: "sig", alg: "RS256" } };
}

/** A JWT in RS256 (RFC 7515). */
export async function signed(claims: object, key: SigningKey, header: object = {}): Promise<string> {
  const text = [{ alg: "RS256", kid: key.published.kid, ...header }, claims]
    .map((part) => base64url(new TextEncoder().encode(JSON.stringify(part))))
    .join(".");
  const signature = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key.secret, new TextEncoder().encode(text));
  return `${text}.${base64url(new Uint8Array(signature))}`;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
