import type { Documentation } from "../http/documentation.ts";
import { documentation as me } from "./api/v1/me.ts";
import { OPENAPI_PATH, documentation as openapi } from "./api/v1/openapi.ts";
import { documentation as organization } from "./api/v1/organization.ts";
import { documentation as team } from "./api/v1/team.ts";
import { documentation as tokens } from "./api/v1/tokens.ts";
import { documentation as apiTokenAuth } from "./api-token-auth.ts";
import { FORWARD_AUTH_PATH, documentation as forwardAuth } from "./forward-auth.ts";
import { documentation as health } from "./health.ts";
import { documentation as introspect } from "./oauth/introspect.ts";
import { documentation as metadata } from "./oauth/metadata.ts";
import { documentation as revoke } from "./oauth/revoke.ts";

/** What the routes say of themselves, by method and whole path. */
export const documentation: Documentation = {
  ...below(FORWARD_AUTH_PATH, forwardAuth()),
  ...below("/oauth/introspect", introspect()),
  ...below("/oauth/revoke", revoke()),
  ...below("/.well-known/oauth-authorization-server", metadata()),
  ...below("/healthz", health()),
  ...below("/api-token-auth", apiTokenAuth()),
  ...below("/api-token-auth/", apiTokenAuth()),
  ...below(OPENAPI_PATH, openapi()),
  ...below("/api/v1/me", me()),
  ...below("/api/v1/organization", organization()),
  ...below("/api/v1/team", team()),
  ...below("/api/v1/tokens", tokens()),
};

function below(base: string, operations: Documentation): Documentation {
  return Object.fromEntries(
    Object.entries(operations).map(([operation, described]) => [
      operation.replace(/ (.*)$/, (_, path) => ` ${path === "/" ? base : base + path}`),
      described,
    ]),
  );
}
