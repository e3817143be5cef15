import { bodyLimit } from "../../http/body-limit.ts";
import { byMethod } from "../../http/by-method.ts";
import { type App, Hono } from "../../http/hono.ts";
import { noStore } from "../../http/no-store.ts";
import { oauthError, onOauthError } from "../../http/oauth-error.ts";
import { introspect } from "./introspect.ts";
import { metadata } from "./metadata.ts";
import { revoke } from "./revoke.ts";

const endpoints = new Hono<App>().route("/introspect", introspect).route("/revoke", revoke);
const discovery = new Hono<App>().route("/oauth-authorization-server", metadata);

/** `/oauth`: errors in OAuth's own form (RFC 6749 §5.2). */
export const oauth = inOauthTerms(endpoints);

/** `/.well-known` */
export const wellKnown = inOauthTerms(discovery);

function inOauthTerms(routes: Hono<App>) {
  return new Hono<App>()
    .onError(onOauthError)
    .use(noStore())
    .use(byMethod(routes, oauthError))
    .use(bodyLimit(oauthError))
    .route("/", routes);
}
