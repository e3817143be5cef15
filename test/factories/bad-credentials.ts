import { forgedWithId, neverIssued } from "./never-issued.ts";
import type { WrittenToken } from "./tokens.ts";

type BadCredential = { what: string; headers: [string, string][]; status: 400 | 401; error?: string };

/** Everything that must open no door. `good` is a token that opens them. */
export function badCredentials(good: WrittenToken, session: WrittenToken): BadCredential[] {
  const { text, owner } = good;
  const authorization = (value: string): [string, string] => ["Authorization", value];
  const presented = { status: 401, error: "invalid_token" } as const;
  const twice = { status: 400, error: "invalid_request" } as const;
  return [
    { what: "nothing", headers: [], status: 401 },
    { what: "an empty header", headers: [authorization("")], status: 401 },
    { what: "a scheme alone", headers: [authorization("Bearer")], status: 401 },
    { what: "Basic", headers: [authorization(`Basic ${btoa(`user:${text}`)}`)], status: 401 },
    { what: "a token without a scheme", headers: [authorization(text)], status: 401 },
    { what: "a cookie", headers: [["Cookie", `__Host-latchkey=${session.text}`]], status: 401 },
    { what: "half a pair", headers: [["X-Account-Id", owner.organizationId]], status: 401 },
    { what: "the other half", headers: [["X-Auth-Token", text]], ...presented },
    {
      what: "another organization's id",
      headers: [
        ["X-Account-Id", "org_000000000000"],
        ["X-Auth-Token", text],
      ],
      ...presented,
    },
    { what: "a word", headers: [authorization("Bearer secret")], ...presented },
    { what: "a token cut short", headers: [authorization(`Bearer ${text.slice(0, -1)}`)], ...presented },
    {
      what: "one character changed",
      headers: [
        authorization(`Bearer ${text.slice(0, -7)}${text.at(-7) === "x" ? "y" : "x"}${text.slice(-6)}`),
      ],
      ...presented,
    },
    { what: "two tokens with a space", headers: [authorization(`Bearer ${text} ${text}`)], ...presented },
    { what: "a token never issued", headers: [authorization(`Bearer ${neverIssued()}`)], ...presented },
    {
      what: "the id of a real one",
      headers: [authorization(`Bearer ${forgedWithId(good.id)}`)],
      ...presented,
    },
    { what: "a session", headers: [authorization(`Bearer ${session.text}`)], ...presented },
    { what: "the hash", headers: [authorization(`Bearer ${good.hash.toHex()}`)], ...presented },
    {
      what: "two headers",
      headers: [authorization(`Bearer ${text}`), authorization(`Bearer ${text}`)],
      ...twice,
    },
    {
      what: "two ways",
      headers: [
        authorization(`Bearer ${text}`),
        ["X-Account-Id", owner.organizationId],
        ["X-Auth-Token", text],
      ],
      ...twice,
    },
    {
      what: "Bearer and Token",
      headers: [authorization(`Bearer ${text}`), authorization(`Token ${text}`)],
      ...twice,
    },
  ];
}
