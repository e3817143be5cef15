import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Actor } from "../../worker/domain/actor.ts";
import { identityHeaders } from "../../worker/http/identity-headers.ts";
import { switchedOn } from "./snippet.ts";

const read = (name: string) =>
  readFileSync(join(import.meta.dirname, "../../web/pages/docs/snippets", name), "utf8");

const nobody = {
  member: { user: { id: "" }, organization: { id: "" }, visibilityGroups: [] },
  token: { id: "" },
  permissions: [],
  endsAt: null,
} as unknown as Actor;
const IDENTITY = Object.keys(identityHeaders(nobody));

test.each([
  "latchkey-identity.conf",
  "latchkey-haproxy.lua",
  "latchkey-apache.lua",
  "Caddyfile",
  "traefik.yaml",
  "envoy.yaml",
])("%s hands on every identity header", (name) => {
  const config = read(name).toLowerCase();
  for (const header of IDENTITY) expect(config).toContain(header.toLowerCase());
});

type Router = { rule: string };

describe("traefik.yaml", () => {
  const { http } = parse(read("traefik.yaml"));

  test("every router asks Latchkey, takes over all identity headers, and keeps the token to itself", () => {
    expect(Object.keys(http.routers)).toEqual(["api", "reports"]);
    for (const { middlewares, service } of Object.values<{ middlewares: string[]; service: string }>(
      http.routers,
    )) {
      expect(http.services).toHaveProperty(service);
      const used = middlewares.map((name) => http.middlewares[name]);
      expect(used).not.toContain(undefined);
      const { address, authResponseHeaders } = used.find((one) => one.forwardAuth).forwardAuth;
      expect(new URL(address).pathname).toBe("/forward-auth/traefik/YOUR_ACCOUNT_ID");
      expect(authResponseHeaders).toEqual(IDENTITY);
    }
  });

  test("preflights that are let through have no identity, and no token", () => {
    const on = parse(switchedOn(read("traefik.yaml"))).http;
    expect(Object.keys(on.routers)).toEqual(["api", "reports", "preflights"]);
    const { rule, priority, middlewares } = on.routers.preflights;
    expect(rule).toContain("Method(`OPTIONS`) && HeaderRegexp(`Access-Control-Request-Method`");
    // By default a router tries longer rules first.
    expect(priority).toBeGreaterThan(
      Math.max(...Object.values(on.routers).map((one) => (one as Router).rule.length)),
    );
    expect(middlewares).toEqual(["no-underscores", "no-identity", "no-token"]);
    const { customRequestHeaders } = on.middlewares["no-identity"].headers;
    expect(customRequestHeaders).toEqual(Object.fromEntries(IDENTITY.map((name) => [name, ""])));
  });

  test("names with underscores are taken away", () => {
    const headers = http.middlewares["no-underscores"].headers.customRequestHeaders;
    expect(headers).toEqual(Object.fromEntries(IDENTITY.map((name) => [name.replaceAll("-", "_"), ""])));
  });
});

describe("envoy.yaml", () => {
  const config = parse(read("envoy.yaml")).static_resources;
  const manager = config.listeners[0].filter_chains[0].filters[0].typed_config;
  const [authorization, router] = manager.http_filters.map(
    (filter: { typed_config: unknown }) => filter.typed_config,
  );
  const lower = IDENTITY.map((name) => name.toLowerCase());
  const exact = (list: { patterns: { exact: string }[] }) => list.patterns.map((pattern) => pattern.exact);

  test("asks at /forward-auth before it routes, marks the question, and never lets in what was not answered", () => {
    expect(router["@type"]).toMatch(/router\.v3\.Router$/);
    expect(authorization.failure_mode_allow).toBe(false);
    const { server_uri, path_prefix, authorization_request } = authorization.http_service;
    expect(path_prefix).toBe("/forward-auth/envoy/YOUR_ACCOUNT_ID");
    expect(authorization_request.headers_to_add).toEqual([{ key: "x-forward-auth", value: "envoy" }]);
    expect(config.clusters.map((cluster: { name: string }) => cluster.name)).toContain(server_uri.cluster);
  });

  test("hands on all identity headers, and none that the client sent", () => {
    expect(exact(authorization.http_service.authorization_response.allowed_upstream_headers)).toEqual(lower);
    const [{ typed_config }] = manager.early_header_mutation_extensions;
    expect(typed_config.mutations.map(({ remove }: { remove: string }) => remove)).toEqual(lower);
    expect(manager.common_http_protocol_options.headers_with_underscores_action).toBe("REJECT_REQUEST");
  });

  test("preflights alone are let through, where they are", () => {
    const on = parse(switchedOn(read("envoy.yaml"))).static_resources;
    const { routes } = on.listeners[0].filter_chains[0].filters[0].typed_config.route_config.virtual_hosts[0];
    expect(routes).toHaveLength(2);
    const [{ match, typed_per_filter_config }, everything] = routes;
    expect(match.headers).toEqual([
      { name: ":method", string_match: { exact: "OPTIONS" } },
      { name: "access-control-request-method", present_match: true },
    ]);
    expect(Object.keys(typed_per_filter_config)).toEqual(["envoy.filters.http.ext_authz"]);
    expect(everything).not.toHaveProperty("typed_per_filter_config");
  });

  test("normalises paths first, so that none leaves /forward-auth", () => {
    expect(manager).toMatchObject({
      normalize_path: true,
      merge_slashes: true,
      path_with_escaped_slashes_action: "REJECT_REQUEST",
    });
  });
});
