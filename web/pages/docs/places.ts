export interface Place {
  /** Its anchor: `/docs#errors`. Links elsewhere rely on it. */
  id: string;
  title: string;
}

export interface ChapterPlace extends Place {
  parts?: readonly Place[];
}

/** The parts of the page, from the top. */
export const CHAPTERS = [
  { id: "start", title: "Start in one minute" },
  { id: "presenting", title: "Presenting a token" },
  {
    id: "reach",
    title: "What a token may do",
    parts: [
      { id: "endpoints", title: "Endpoints" },
      { id: "paths", title: "How paths are read" },
      { id: "told-paths", title: "Who tells the path" },
      { id: "from-openapi", title: "From OpenAPI" },
    ],
  },
  {
    id: "life",
    title: "How long a token lives",
    parts: [
      { id: "rotation", title: "Rotation" },
      { id: "suspension", title: "Suspension" },
      { id: "expiry", title: "Expiry" },
      { id: "policy", title: "Policy" },
    ],
  },
  {
    id: "errors",
    title: "Errors",
    parts: [
      { id: "explained", title: "Refusals that explain themselves" },
      { id: "rest-errors", title: "Codes of the REST API" },
      { id: "oauth-errors", title: "Errors of the OAuth endpoints" },
    ],
  },
  {
    id: "oauth",
    title: "OAuth endpoints",
    parts: [
      { id: "introspection", title: "Introspection" },
      { id: "revocation", title: "Revocation" },
      { id: "metadata", title: "Metadata" },
    ],
  },
  {
    id: "gateways",
    title: "Behind a gateway",
    parts: [
      { id: "nginx", title: "nginx" },
      { id: "caddy", title: "Caddy" },
      { id: "haproxy", title: "HAProxy" },
      { id: "apache", title: "Apache" },
      { id: "traefik", title: "Traefik" },
      { id: "envoy", title: "Envoy" },
    ],
  },
  {
    id: "in-code",
    title: "In your own code",
    parts: [
      { id: "worker", title: "Another Worker" },
      { id: "hono", title: "Hono" },
      { id: "express", title: "Express" },
      { id: "fastapi", title: "FastAPI" },
      { id: "django", title: "Django" },
      { id: "go", title: "Go" },
      { id: "rails", title: "Rails" },
    ],
  },
  { id: "api-token-auth", title: "A token for a password" },
  { id: "format", title: "Format of a token" },
  { id: "usage", title: "What a token does" },
  {
    id: "signing-in",
    title: "Signing in",
    parts: [
      { id: "passkeys", title: "Passkeys" },
      { id: "identity-provider", title: "An identity provider" },
      { id: "access", title: "Cloudflare Access" },
      { id: "proof", title: "A fresh proof" },
    ],
  },
  { id: "limits", title: "Limits" },
  { id: "kept", title: "What is kept, and how long" },
  { id: "cost", title: "How fast, and what it costs" },
  { id: "reference", title: "API reference" },
] as const satisfies readonly ChapterPlace[];

type Chapter = (typeof CHAPTERS)[number];
type Part = Extract<Chapter, { parts: unknown }>["parts"][number];

export type ChapterId = Chapter["id"];
export type PartId = Part["id"];

const TITLES = new Map<string, string>(
  CHAPTERS.flatMap((chapter) => [chapter, ...("parts" in chapter ? chapter.parts : [])]).map(
    ({ id, title }) => [id, title],
  ),
);

export function titleOf(id: ChapterId | PartId): string {
  return TITLES.get(id) ?? "";
}
