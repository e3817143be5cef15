import * as z from "zod/mini";

/** How REST's answers present things. */
const time = z.iso.datetime();
const lastUsed = z.nullable(z.object({ method: z.string(), path: z.string() }));
const purpose = z.nullable(z.string());
const scopes = z.nullable(z.array(z.string()));
const endpoints = z.nullable(z.array(z.string()));
const named = z.object({ id: z.string(), name: z.string() });
const kind = z.enum(["human", "service"]);

export const earlierSecretSchema = z.object({
  ends_at: time,
  end_at_first_use: z.boolean(),
  last_used_at: z.nullable(time),
  last_used: lastUsed,
});

const shownToken = { id: z.string(), name: z.string(), prefix: z.string() };
const dated = { created_at: time, expires_at: z.nullable(time) };
/** What a caller would meet, and why. */
const life = {
  state: z.enum(["live", "blocked", "suspended", "expired"]),
  rotated_at: z.nullable(time),
  earlier_secret: z.nullable(earlierSecretSchema),
  suspended: z.nullable(
    z.object({ at: time, until: z.nullable(time), by: z.enum(["owner", "administrator", "policy"]) }),
  ),
};
const used = { last_used_at: z.nullable(time), last_used: lastUsed };

export const meSchema = z.object({
  token: z.object({ ...shownToken, ...dated, scopes, endpoints }),
  user: z.object({ id: z.string(), email: z.nullable(z.string()), name: z.string(), kind }),
  organization: z.object({ id: z.string(), name: z.string(), kind: z.enum(["customer", "partner"]) }),
  permissions: z.array(z.string()),
  visibility_groups: z.array(z.string()),
});

export const tokenSchema = z.object({
  ...shownToken,
  purpose,
  ...dated,
  ...used,
  ...life,
  scopes,
  endpoints,
});

export const organizationTokenSchema = z.object({
  ...shownToken,
  purpose,
  user: z.object({ id: z.string(), name: z.string(), email: z.nullable(z.string()) }),
  ...dated,
  ...used,
  ...life,
});

export const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.nullable(z.string()),
  kind,
  role: z.enum(["member", "superuser", "master_admin"]),
  permissions: z.array(z.string()),
  visibility_groups: z.array(z.string()),
});

export const activitySchema = z.object({
  id: z.string(),
  at: time,
  action: z.string(),
  actor: z.nullable(named),
  subject: z.nullable(named),
  token: z.nullable(z.object(shownToken)),
  sentence: z.string(),
  refused_since: z.nullable(z.object({ count: z.int(), last_at: time })),
  last_refused: z.nullable(z.object({ method: z.string(), route: z.string() })),
});

const request = { method: z.string(), route: z.string(), at: time };
const counted = { accepted: z.int(), refused: z.int() };

export const usageSchema = z.object({
  days: z.array(z.object({ date: z.iso.date(), ...counted })),
  routes: z.array(z.object({ method: z.string(), route: z.string(), ...counted, last_at: time })),
  refusals: z.array(z.object({ reason: z.string(), count: z.int(), last_at: time })),
  permissions: z.array(z.object({ key: z.string(), held: z.boolean(), last_used_at: z.nullable(time) })),
  unused_permissions: z.array(z.string()),
  last_day: z.object({
    ...counted,
    last: z.nullable(z.object(request)),
    last_refused: z.nullable(z.object({ ...request, reason: z.string() })),
    routes: z.array(z.object({ method: z.string(), route: z.string(), count: z.int() })),
  }),
});

/** A page of a list; `next_cursor` is null on the last one. */
export function pageOfSchema(item: z.ZodMiniType) {
  return z.object({ items: z.array(item), next_cursor: z.nullable(z.string()) });
}
