import { type Isolate, newIsolate } from "./composition/isolate.ts";
import { newRuntime } from "./composition/runtime.ts";
import { bodyLimitWithImport } from "./http/body-limit.ts";
import { type App, Hono } from "./http/hono.ts";
import { noGatewayQuestions } from "./http/no-gateway-questions.ts";
import { pathUnknown } from "./http/path-unknown.ts";
import { onError } from "./http/problem.ts";
import { provideRuntime } from "./http/provide-runtime.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { activityExport } from "./routes/activity-export.ts";
import { v1 } from "./routes/api/v1/mount.ts";
import { OPENAPI_PATH, openapi } from "./routes/api/v1/openapi.ts";
import { apiTokenAuth } from "./routes/api-token-auth.ts";
import { changePassword } from "./routes/change-password.ts";
import { FORWARD_AUTH_PATH, forwardAuth } from "./routes/forward-auth.ts";
import { health } from "./routes/health.ts";
import { oauth, wellKnown } from "./routes/oauth/mount.ts";
import { pages } from "./routes/pages.ts";
import { RPC_PATH, rpc } from "./routes/rpc.ts";
import { signIn } from "./routes/sign-in.ts";
import { tokensExport } from "./routes/tokens-export.ts";

/** The HTTP app, from the top: middleware for every request, then the routes. */
export function createApp(isolate: Isolate = newIsolate()): Hono<App> {
  return new Hono<App>()
    .onError(onError)
    .use(securityHeaders())
    .use(provideRuntime((...asked) => newRuntime(isolate, ...asked), isolate.failedCallers))
    .route(FORWARD_AUTH_PATH, forwardAuth)
    .use(noGatewayQuestions())
    .route("/oauth", oauth)
    .route("/.well-known/change-password", changePassword)
    .route("/.well-known", wellKnown)
    .use(bodyLimitWithImport(`${RPC_PATH}/organization.importEndpoints`))
    .route("/healthz", health)
    .route("/api-token-auth", apiTokenAuth)
    .route("/api-token-auth/", apiTokenAuth)
    .route(RPC_PATH, rpc)
    .route(OPENAPI_PATH, openapi)
    .route("/sign-in", signIn)
    .route("/export", activityExport)
    .route("/export", tokensExport)
    .route("/api/v1", v1)
    .all("/api/*", pathUnknown)
    .all("*", pages);
}
