import { DAY_MS, HOUR_MS } from "../../worker/domain/durations.ts";

/** What a token of the demo calls. */
export type DemoCalls = {
  /** The token's name. */
  by: string;
  method: string;
  route: string;
  permission?: string;
  /** Why it is refused, if it is. */
  outcome?: string;
  /** How often, on a working day. */
  aDay: number;
  /** The same on every day. */
  steady?: true;
  /** The hours of a day, in UTC. */
  hours: readonly number[];
  /** How long ago the calls ended, by default at the token's last use; and how long ago they began. */
  untilAgoMs?: number;
  sinceAgoMs?: number;
};

const ALWAYS = Array.from({ length: 24 }, (_, hour) => hour);
const READ = "reports:read";
const WRITE = "reports:write";

const get = (by: string, route: string, aDay: number, rest: Partial<DemoCalls> = {}): DemoCalls => ({
  by,
  method: "GET",
  route,
  permission: READ,
  aDay,
  hours: ALWAYS,
  ...rest,
});
const post = (by: string, route: string, aDay: number, rest: Partial<DemoCalls> = {}): DemoCalls =>
  get(by, route, aDay, { method: "POST", permission: WRITE, ...rest });

/** Enough to see on a token's page which is dangerous, dead, or about to break. */
export const CALLS: readonly DemoCalls[] = [
  get("Production integration", "/reports/{id}", 1_460),
  get("Production integration", "/reports", 240),
  get("Production integration", "/reports/{id}/rows", 96),
  post("Production integration", "/reports", 14, {
    permission: "",
    outcome: "permission-missing",
    sinceAgoMs: 9 * DAY_MS,
  }),
  get("Reporting script", "/reports/quarterly", 2, { steady: true, hours: [6] }),
  get("Reporting script", "/reports/{id}", 31, { hours: [6, 7] }),
  post("Spreadsheet sync", "/reports/import", 288),
  get("Spreadsheet sync", "/reports", 24, { steady: true }),
  post("Last winter's migration", "/reports", 24, {
    permission: "",
    outcome: "expired",
    sinceAgoMs: 29 * DAY_MS,
    untilAgoMs: 35 * 60_000,
    steady: true,
  }),
  get("Backup job", "/reports/export", 1, { steady: true, hours: [2] }),
  get("On-call dashboard", "/api/v1/me", 2_880, { steady: true, permission: "" }),
  get("On-call dashboard", "/reports", 720, { steady: true }),
  get("Nightly build", "/reports/latest", 3, { steady: true, hours: [3] }),
  get("Release pipeline", "/reports/release-notes", 4, { hours: [14] }),
  get("Laptop (trying things out)", "/reports", 6, {
    permission: "",
    outcome: "suspended",
    sinceAgoMs: 2 * DAY_MS,
    untilAgoMs: 3 * HOUR_MS,
    steady: true,
    hours: [9, 10],
  }),
  post("Edge gateway, Frankfurt", "/oauth/introspect", 14_200, { permission: "tokens.introspect" }),
  get("Customer portal", "/api/v1/me", 9, { permission: "", hours: [8, 12, 17] }),
];

/** A token that was revoked, and is still called. */
export const ENDED = {
  id: "0ldDashb0ard",
  name: "Old wall dashboard",
  owner: "Samuel Okafor",
  revokedAgoMs: 12 * DAY_MS,
  did: [
    { method: "GET", route: "/reports/{id}", permission: READ, aDay: 288, steady: true, hours: ALWAYS },
    { method: "GET", route: "/reports", permission: READ, aDay: 48, hours: ALWAYS },
  ] satisfies Omit<DemoCalls, "by">[],
};
