import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../worker/domain/durations.ts";
import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import type { Scopes } from "../../worker/domain/tokens/scopes.ts";

export type DemoToken = {
  owner: string;
  name: string;
  /** How long ago it was made, and last used. */
  ageMs: number;
  usedAgoMs?: number;
  lastUse?: LastUse;
  /** Its life from when it was made; null if it never expires. */
  livesMs: number | null;
  scopes: Scopes;
  /** Without these, it has no limit to endpoints. */
  endpoints?: readonly string[];
  /** How long ago it got a new secret, which nothing uses yet, and how long ago the earlier secret was used. */
  rotated?: { agoMs: number; usedAgoMs: number };
  /** How long ago its owner suspended it, until it is resumed. */
  suspendedAgoMs?: number;
  /** The owner has been told that it has expired. */
  isToldExpired?: true;
};

const get = (path: string): LastUse => ({ method: "GET", path });
const post = (path: string): LastUse => ({ method: "POST", path });

/** A dozen tokens with names, ages and uses that make the pages look lived-in. */
export const DEMO_TOKENS: readonly DemoToken[] = [
  {
    owner: "member",
    name: "Production integration",
    ageMs: 212 * DAY_MS,
    usedAgoMs: 3 * MINUTE_MS,
    lastUse: get("/reports/42"),
    livesMs: 365 * DAY_MS,
    scopes: ["reports:read"],
  },
  {
    owner: "member",
    name: "Reporting script",
    ageMs: 89 * DAY_MS,
    usedAgoMs: 5 * HOUR_MS,
    lastUse: get("/reports/quarterly"),
    livesMs: 90 * DAY_MS,
    scopes: null,
  },
  {
    owner: "member",
    name: "Spreadsheet sync",
    ageMs: 33 * DAY_MS,
    usedAgoMs: 2 * MINUTE_MS,
    lastUse: post("/reports/import"),
    livesMs: null,
    scopes: null,
    rotated: { agoMs: 26 * HOUR_MS, usedAgoMs: 2 * MINUTE_MS },
  },
  {
    owner: "member",
    name: "Laptop (trying things out)",
    ageMs: 9 * DAY_MS,
    livesMs: 30 * DAY_MS,
    scopes: null,
    suspendedAgoMs: 3 * DAY_MS,
  },
  {
    owner: "member",
    name: "Last winter's migration",
    ageMs: 120 * DAY_MS,
    usedAgoMs: 96 * DAY_MS,
    lastUse: post("/reports"),
    livesMs: 90 * DAY_MS,
    scopes: ["reports:write"],
    isToldExpired: true,
  },
  {
    owner: "super",
    name: "Backup job",
    ageMs: 400 * DAY_MS,
    usedAgoMs: 11 * HOUR_MS,
    lastUse: get("/reports/export"),
    livesMs: null,
    scopes: ["reports:read"],
  },
  {
    owner: "super",
    name: "On-call dashboard",
    ageMs: 45 * DAY_MS,
    usedAgoMs: 40_000,
    lastUse: get("/api/v1/me"),
    livesMs: 365 * DAY_MS,
    scopes: null,
  },
  { owner: "super", name: "Terraform", ageMs: 15 * DAY_MS, livesMs: 90 * DAY_MS, scopes: null },
  {
    owner: "master",
    name: "Audit export",
    ageMs: 301 * DAY_MS,
    usedAgoMs: 125 * DAY_MS,
    lastUse: get("/api/v1/organization/activity"),
    livesMs: null,
    scopes: null,
    endpoints: ["GET /api/v1/organization/activity"],
  },
  {
    owner: "ci-bot",
    name: "Nightly build",
    ageMs: 150 * DAY_MS,
    usedAgoMs: 9 * HOUR_MS,
    lastUse: get("/reports/latest"),
    livesMs: 365 * DAY_MS,
    scopes: null,
    endpoints: ["GET /reports/latest", "GET /reports/{id}", "POST /reports/{id}/rows"],
  },
  {
    owner: "ci-bot",
    name: "Release pipeline",
    ageMs: 28 * DAY_MS,
    usedAgoMs: 2 * DAY_MS,
    lastUse: get("/reports/release-notes"),
    livesMs: 90 * DAY_MS,
    scopes: ["reports:read"],
  },
  {
    owner: "gateway",
    name: "Edge gateway, Frankfurt",
    ageMs: 90 * DAY_MS,
    usedAgoMs: 15_000,
    lastUse: post("/oauth/introspect"),
    livesMs: null,
    scopes: null,
  },
  {
    owner: "partner",
    name: "Customer portal",
    ageMs: 52 * DAY_MS,
    usedAgoMs: 26 * HOUR_MS,
    lastUse: get("/api/v1/me"),
    livesMs: 365 * DAY_MS,
    scopes: null,
  },
];
