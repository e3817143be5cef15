import { authenticate } from "../../../http/authenticate.ts";
import { byMethod } from "../../../http/by-method.ts";
import { demandHttps } from "../../../http/demand-https.ts";
import { type App, Hono } from "../../../http/hono.ts";
import { noStore } from "../../../http/no-store.ts";
import { pathUnknown } from "../../../http/path-unknown.ts";
import { me } from "./me.ts";
import { organization } from "./organization.ts";
import { team } from "./team.ts";
import { tokens } from "./tokens.ts";

const routes = new Hono<App>()
  .route("/me", me)
  .route("/organization", organization)
  .route("/team", team)
  .route("/tokens", tokens);

/** The REST API. */
export const v1 = new Hono<App>()
  .use(noStore())
  .use(byMethod(routes))
  .use(demandHttps())
  .use(authenticate())
  .route("/", routes)
  .all("*", pathUnknown);
